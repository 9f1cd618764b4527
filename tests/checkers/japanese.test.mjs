// Every Japanese text of the widget and of the static page against textlint's rules for technical writing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const require = createRequire(join(process.env.SHIKAKU_CHECKERS, "x.js"));
const { TextlintKernel } = require("@textlint/kernel");
const { default: plugin } = require("@textlint/textlint-plugin-text");
const preset = require("textlint-rule-preset-ja-technical-writing");

// Wording of the form, and official names: a finding inside one of them is not ours. All but the last are seven kanji
// or more in a row; the last is a box to tick, in the plain style.
const OFFICIAL = [
  "電子処方箋利用開始",
  "電子処方箋管理サービス",
  "電気通信回線種別",
  "利用開始予定年月",
  "電子証明書発行料",
  "オンライン資格確認の運用開始日入力",
  "保険医療機関等承継届出",
  "【オンライン資格確認利用申請】申請情報受付通知",
  "社会保険診療報酬支払基金支部",
  "国民健康保険団体連合会",
  "事業者変更承諾番号",
  "契約済（又は近日中に申込予定）である",
];

const OPTIONS = {
  ...preset.rulesConfig,
  // ● stands for a digit of the secret number: it is no word that was typed twice.
  "ja-no-successive-word": { allow: ["●"] },
};

// Labels, options and headings have no 。 in the form either.
const ofSentences = linter(Object.keys(preset.rules));
const ofLabels = linter(Object.keys(preset.rules).filter((ruleId) => ruleId !== "ja-no-mixed-period"));

function linter(ruleIds) {
  const rules = ruleIds.map((ruleId) => ({ ruleId, rule: preset.rules[ruleId], options: OPTIONS[ruleId] }));
  const plugins = [{ pluginId: "text", plugin }];
  return (text) => new TextlintKernel().lintText(text, { ext: ".txt", rules, plugins });
}

// A sentence is polite (です, ます); a label is a noun or a plain verb (修正する). A text about a mistake is a sentence.
function isSentence({ key, heading, text }) {
  if (heading) return false;
  return key.startsWith("findings.") || text.includes("。") || /(?:です|ます|した|せん|ください)$/.test(text);
}

function officialAt(text, index) {
  return OFFICIAL.find((wording) => {
    const start = text.lastIndexOf(wording, index);
    return start !== -1 && index < start + wording.length;
  });
}

// The findings of textlint in the texts, and the official wordings that it objected to.
async function lint(texts) {
  const findings = [];
  const official = new Set();
  for (const entry of texts) {
    const { messages } = await (isSentence(entry) ? ofSentences : ofLabels)(entry.text);
    for (const { ruleId, message, range } of messages) {
      const wording = officialAt(entry.text, range[0]);
      if (wording) official.add(wording);
      else findings.push({ key: entry.key, ruleId, message, text: entry.text });
    }
  }
  return { findings, official };
}

// The words of `{漢字|かんじ}` and `[words](https://…)`, as src/engine/markup.rs shows them.
function plain(line) {
  return line.replace(/\{([^|}]+)\|[^}]+\}/g, "$1").replace(/\[([^[\]]+)\]\([^)]+\)/g, "$1");
}

const json = async (name) => JSON.parse(await readFile(new URL(`../../${name}`, import.meta.url), "utf8"));
const textsOfWidget = async () => textsOf(await json("src/data/ja.json"));
const textsOfHost = async () => textsOf((await json("www/hosts/hearing-sheet.json")).texts.ja);

function textsOf(table) {
  return Object.entries(table).flatMap(([key, value]) =>
    [value].flat().map((line) => ({ key, heading: key.endsWith("title"), text: plain(line) })),
  );
}

// The words after each tag. Inline elements do not end a sentence, and the description is read like a paragraph.
async function textsOfPage(name) {
  const page = (await readFile(new URL(`../../www/${name}`, import.meta.url), "utf8"))
    .replace(/<span lang="en">.*?<\/span>/gs, "")
    .replace(/<meta name="description" content="([^"]*)">/, "<p>$1")
    .replace(/<\/?(?:a|code|span|strong|wbr)\b[^>]*>/g, "");
  return [...page.matchAll(/<\/?(\w+)[^>]*>([^<]*)/g)]
    .map(({ 1: element, 2: words, index }) => ({
      key: `${name}:${page.slice(0, index).split("\n").length}`,
      heading: /^(?:title|h[1-6]|dt)$/.test(element),
      text: words.replace(/\s+/g, " ").trim(),
    }))
    .filter(({ text }) => text !== "");
}

test("texts of the widget and the page have no finding, and no exemption is superfluous", async () => {
  const [widget, host, page, examples] =
    await Promise.all([textsOfWidget(), textsOfHost(), textsOfPage("index.html"), textsOfPage("hosts/index.html")]);
  assert.ok(widget.length > 150 && page.length > 100 && examples.length > 15, `${widget.length}, ${page.length}, ${examples.length} texts`);
  const { findings, official } = await lint([...widget, ...host, ...page, ...examples]);
  assert.deepEqual(findings, []);
  assert.deepEqual([...official].sort(), [...OFFICIAL].sort());
});

test("texts with one mistake each are found, by key and rule, and labels need no 。", async () => {
  const texts = {
    "findings.missing": "入力してください",
    "findings.not_digits": "半角ｶﾅは使えません。",
    "ui.help": "番号が見れない場合は、お問い合わせください。",
    "ui.reset_question": "よろしいですか？",
    "ui.broken": "半角数字である。",
    "ui.edit": "修正する",
    "items.line_type.label": "電気通信回線種別",
  };
  const { findings } = await lint(Object.entries(texts).map(([key, text]) => ({ key, heading: false, text })));
  assert.deepEqual(findings.map(({ key, ruleId }) => `${key} ${ruleId}`), [
    "findings.missing ja-no-mixed-period",
    "findings.not_digits no-hankaku-kana",
    "ui.help no-dropping-the-ra",
    "ui.reset_question no-exclamation-question-mark",
    "ui.broken no-mix-dearu-desumasu",
  ]);
});
