"""`pelican-mks import`: from a WordPress export to content that Pelican builds."""
