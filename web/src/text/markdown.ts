// The interviewer's Markdown as safe HTML. Only for text of the product's own; what a candidate wrote stays text.
import DOMPurify from "dompurify";
import { Marked } from "marked";
import { shownWords } from "./output";

const marked = new Marked({ gfm: true, breaks: false, async: false });

// HTML in the text is shown as it was written; what Markdown makes is then sanitised all the same.
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
marked.use({ renderer: { html: ({ text }) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? "") } });

const allowed = {
  ALLOWED_TAGS: [
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
  ],
  ALLOWED_ATTR: ["href", "align", "start"],
  // Links may lead within the page or to the web; nothing is loaded without a click.
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|\/(?!\/)|#)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

// A replay draws the same turns again at every jump, and sanitising is the dearest part of a turn.
const kept = new Map<string, string>();
const mostKept = 500;

/** Render Markdown; everything that is not plain formatting is dropped. */
export function htmlFromMarkdown(markdown: string): string {
  const known = kept.get(markdown);
  if (known !== undefined) return known;
  const html = DOMPurify.sanitize(marked.parse(shownWords(markdown), { async: false }), allowed);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(markdown, html);
  return html;
}
