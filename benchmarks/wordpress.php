<?php
// Reads one JSON string of HTML per line. Prints the CPU time of `do_shortcode` in microseconds and the number of
// shortcodes that it did not render.
define('ABSPATH', '/usr/share/wordpress/');
define('WPINC', 'wp-includes');
define('WP_DEBUG', false);
foreach (['plugin', 'compat', 'load', 'functions', 'l10n', 'shortcodes', 'formatting', 'kses'] as $name) {
    require_once ABSPATH . WPINC . "/$name.php";
}

// Substitutes for the callbacks of the Meks plugin, which Debian does not package: each fills a template with defaults.
$shortcodes = [
    'mks_tabs' => [['nav' => 'horizontal'], '<div class="mks_tabs %s">%s</div>'],
    'mks_tab_item' => [['title' => 'Title'], '<div class="mks_tab_item"><div class="nav">%s</div>%s</div>'],
    'mks_accordion' => [[], '<div class="mks_accordion">%s</div>'],
    'mks_accordion_item' => [
        ['title' => 'Title'],
        '<div class="mks_accordion_item"><div class="mks_accordion_heading">%s</div>'
            . '<div class="mks_accordion_content">%s</div></div>',
    ],
    'mks_toggle' => [
        ['title' => 'Title', 'state' => 'open'],
        '<div class="mks_toggle"><div class="mks_toggle_heading">%s</div><div class="%s">%s</div></div>',
    ],
    'mks_col' => [['class' => '', 'bootstrap' => 'false'], '<div class="mks_col %s %s">%s</div>'],
    'mks_one_half' => [['class' => ''], '<div class="mks_one_half %s">%s</div>'],
    'mks_pullquote' => [
        ['align' => 'left', 'width' => '300', 'size' => '24', 'bg_color' => '#000000', 'txt_color' => '#ffffff'],
        '<div class="mks_pullquote mks_pullquote_%s" style="width:%spx; font-size:%spx; background-color:%s;'
            . ' color:%s;">%s</div>',
    ],
    'mks_highlight' => [['color' => '#ffffff'], '<span class="mks_highlight" style="background-color: %s">%s</span>'],
    'mks_dropcap' => [
        ['style' => 'letter', 'size' => '52', 'bg_color' => '#ffffff', 'txt_color' => '#000000'],
        '<span class="mks_dropcap mks_dropcap_%s" style="font-size: %spx; background-color: %s; color: %s;">%s</span>',
    ],
    'mks_button' => [
        [
            'size' => 'large', 'style' => 'rounded', 'url' => '#', 'target' => '_self', 'bg_color' => '#000000',
            'txt_color' => '#ffffff', 'nofollow' => '0', 'icon_type' => 'fa', 'icon' => '', 'title' => '',
        ],
        '<a class="mks_button mks_button_%s %s" href="%s" target="%s" style="background-color: %s; color: %s;"'
            . ' rel="%s"><i class="%s %s"></i>%s</a>',
    ],
    'mks_social' => [
        ['icon' => '', 'style' => 'square', 'size' => '48', 'url' => '', 'target' => '_blank'],
        '<span class="mks_social %s %s" style="width: %spx"><a href="%s" target="%s"></a></span>',
    ],
    'mks_icon' => [['icon' => '', 'type' => 'fa', 'color' => '#000000'], '<i class="%s %s" style="color: %s"></i>'],
    'mks_progressbar' => [
        ['name' => '', 'level' => '', 'value' => '80', 'color' => '#000000', 'height' => '20', 'style' => ''],
        '<div class="mks_progressbar">%s %s<div style="width: %s%%; background-color: %s; height: %spx" class="%s">'
            . '</div></div>',
    ],
    'mks_separator' => [
        ['style' => 'solid', 'height' => '2'],
        '<div class="mks_separator" style="border-bottom-style: %s; border-bottom-width: %spx;"></div>',
    ],
];
foreach ($shortcodes as $name => [$defaults, $template]) {
    add_shortcode($name, function ($given, $content) use ($defaults, $template) {
        $values = array_map('htmlspecialchars', array_values(shortcode_atts($defaults, $given)));
        return vsprintf($template, [...$values, do_shortcode($content ?? '')]);
    });
}

function cpu_time(): int
{
    $used = getrusage();
    return 1_000_000 * ($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'])
        + $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'];
}

while (($line = fgets(STDIN)) !== false) {
    $html = json_decode($line);
    $before = cpu_time();
    $html = do_shortcode($html);
    $after = cpu_time();
    echo $after - $before, ' ', substr_count($html, '[mks_'), "\n";
    flush();
}
