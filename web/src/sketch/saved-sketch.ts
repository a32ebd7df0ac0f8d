// The sketch as a file, on white paper whatever the page's colours are.
import { sheet, textSize, type Ink, type Mark, type Marks } from "./drawing";
import { lineWidth, shapePath, strokeOutline } from "./outline";
import { inkColour } from "./ink";

/** Colours as a file needs them: by value. */
export type Palette = Readonly<Record<Ink, string>>;

const family = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

// What XML cannot hold.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text.replace(unwritable, "\ufffd").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function elementFrom(mark: Mark, palette: Palette): string {
  const colour = palette[mark.ink];
  switch (mark.kind) {
    case "stroke": return `<path d="${strokeOutline(mark)}" fill="${colour}"/>`;
    case "line":
    case "arrow":
    case "box": return `<path d="${shapePath(mark)}" fill="none" stroke="${colour}" stroke-width="${lineWidth}" stroke-linecap="round" stroke-linejoin="round"/>`;
    case "text": return `<text x="${mark.at.x}" y="${mark.at.y}" fill="${colour}" font-family="${family}" font-size="${textSize}">${escaped(mark.text)}</text>`;
  }
}

/** The sketch as an SVG document. */
export function svgFrom(marks: Marks, palette: Palette): string {
  const { width, height } = sheet;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...marks.map((mark) => elementFrom(mark, palette)),
    "</svg>\n",
  ].join("\n");
}

/** The inks as they are on a light page. What the page shows stays as it is: nothing is painted in between. */
export function lightPalette(): Palette {
  const page = document.documentElement;
  const theme = page.dataset["theme"];
  const probe = document.createElement("span");
  document.body.append(probe);
  const valueOf = (ink: Ink) => {
    probe.style.color = inkColour[ink];
    return getComputedStyle(probe).color;
  };
  try {
    page.dataset["theme"] = "light";
    return { ink: valueOf("ink"), teal: valueOf("teal"), red: valueOf("red") };
  } finally {
    if (theme === undefined) delete page.dataset["theme"];
    else page.dataset["theme"] = theme;
    probe.remove();
  }
}

/** The sketch as a picture, twice as fine as the sheet. */
export async function pngFrom(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * sheet.width, 2 * sheet.height];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((settle) => canvas.toBlob(settle, "image/png"));
    if (made === null) throw new Error("the browser made no picture");
    return made;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hand a file to the user. */
export function saveAs(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download begins after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
