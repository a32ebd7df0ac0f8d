// What a candidate's program wrote, made fit to show as text: no terminal codes, no direction tricks, no endless lines.

// Terminal escapes: a string such as a link or a title with its end, in one line; a control sequence; a short one. A string
// without an end stays, so that it swallows nothing.
const escapes = /\u001b(?:[\]PX^_][^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)|\[[0-?]*[ -/]*[@-~]|[ -/]*[0-OQ-WYZ\\`-~])/g;
// Control characters; tabs and newlines stay.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// A letter has a few marks above and below in any script; dozens of them tower over the lines around.
const towers = /(\p{M}{6})\p{M}+/gu;

const longestLine = 2000;

function carriageReturns(line: string): string {
  const last = line.replace(/\r+$/, "").lastIndexOf("\r");
  return last < 0 ? line.replace(/\r+$/, "") : line.slice(last + 1).replace(/\r+$/, "");
}

function shortened(line: string): string {
  if (line.length <= longestLine) return line;
  return `${line.slice(0, longestLine)} … (${line.length - longestLine} more characters in this line)`;
}

/** Text to show for a program's output. Progress bars that rewrite their line show its last form. */
export function shownOutput(raw: string): string {
  return raw
    .replace(escapes, "")
    .split("\n")
    .map((line) => shortened(carriageReturns(line).replace(controls, "\ufffd").replace(directions, "\ufffd").replace(towers, "$1\ufffd")))
    .join("\n");
}

// What turns the order of letters around; marks that only hint at it, which Arabic and Hebrew texts need, stay.
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text to show for words that somebody said: whole, without terminal codes, control characters, direction tricks and towers. */
export function shownWords(raw: string): string {
  return raw.replace(escapes, "").replaceAll("\r\n", "\n").replace(controls, "\ufffd").replace(overrides, "\ufffd").replace(towers, "$1\ufffd");
}
