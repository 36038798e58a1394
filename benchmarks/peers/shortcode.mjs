// Answers each line `TASK CASE` on its input with the nanoseconds that @wordpress/shortcode took.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const { replace } = require("@wordpress/shortcode");
const cases = JSON.parse(readFileSync(process.argv[3], "utf-8"));

const item = ({ attrs, content }) =>
  `<div class="mks_tab_item"><div class="nav">${attrs.named.title}</div>${content}</div>`;
const tabs = ({ attrs, content }) =>
  `<div class="mks_tabs ${attrs.named.nav}">${replace("mks_tab_item", content ?? "", item)}</div>`;

for await (const line of createInterface({ input: process.stdin })) {
  const given = cases[line.split(" ")[1]];
  const before = process.hrtime.bigint();
  const html = replace("mks_tabs", given.html, tabs);
  const after = process.hrtime.bigint();
  if (given.items && html.split('<div class="mks_tab_item">').length - 1 !== given.items) {
    throw new Error(`not all tabs of ${line} are read`);
  }
  console.log(String(after - before));
}
