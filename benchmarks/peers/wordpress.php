<?php
// Answers each line `TASK CASE` on its input with the nanoseconds that WordPress took.
define('ABSPATH', '/usr/share/wordpress/');
define('WPINC', 'wp-includes');
define('WP_DEBUG', false);
foreach (['plugin', 'compat', 'load', 'functions', 'l10n', 'shortcodes', 'formatting', 'kses'] as $name) {
    require_once ABSPATH . WPINC . "/$name.php";
}
foreach (['translations', 'entry', 'streams'] as $name) {
    require_once ABSPATH . WPINC . "/pomo/$name.php";
}

add_shortcode('mks_tabs', function ($given, $content) {
    $given = shortcode_atts(['nav' => 'horizontal'], $given);
    return '<div class="mks_tabs ' . htmlspecialchars($given['nav']) . '">' . do_shortcode($content ?? '') . '</div>';
});
add_shortcode('mks_tab_item', function ($given, $content) {
    $given = shortcode_atts(['title' => 'Title'], $given);
    return '<div class="mks_tab_item"><div class="nav">' . htmlspecialchars($given['title']) . '</div>'
        . do_shortcode($content ?? '') . '</div>';
});

$tasks = [
    'shortcodes' => fn($case) => do_shortcode($case['html']),
    'chain' => fn($case) => do_shortcode(shortcode_unautop(wpautop(wptexturize($case['source'])))),
];
$cases = json_decode(file_get_contents($argv[1]), true);
while (($line = fgets(STDIN)) !== false) {
    [$task, $key] = explode(' ', trim($line));
    $case = $cases[$key];
    $before = hrtime(true);
    $html = $tasks[$task]($case);
    $after = hrtime(true);
    if ($case['items'] && substr_count($html, '<div class="mks_tab_item">') !== $case['items']) {
        fwrite(STDERR, "$task of $key: not all tabs are read\n");
        exit(1);
    }
    echo $after - $before, "\n";
    flush();
}
