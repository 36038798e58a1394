{# The index that theme/js/search.js searches: [url, page, heading, text] for each section. -#}
{% set found = namespace(rows=[]) -%}
{% for each in pages + articles -%}
{% for section in each.content|sections -%}
{% set url = each.url ~ ("#" ~ section.id if section.id else "") -%}
{% set found.rows = found.rows + [[url, each.title|striptags, section.heading, section.text]] -%}
{% endfor -%}
{% endfor -%}
window.searchIndex = {{ found.rows|tojson }};
