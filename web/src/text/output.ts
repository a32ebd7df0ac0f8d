// What a candidate's program wrote, made fit to show as text: no terminal codes, no direction tricks, no endless lines.

// Terminal escapes.
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
// Control characters; tabs and newlines stay.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

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
    .map((line) => shortened(carriageReturns(line).replace(controls, "\ufffd").replace(directions, "\ufffd")))
    .join("\n");
}

// What turns the order of letters around; marks that only hint at it, which Arabic and Hebrew texts need, stay.
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text to show for words that somebody said: whole, without terminal codes, control characters and direction tricks. */
export function shownWords(raw: string): string {
  return raw.replace(escapes, "").replaceAll("\r\n", "\n").replace(controls, "\ufffd").replace(overrides, "\ufffd");
}
