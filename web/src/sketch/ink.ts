// The inks' colours and names. Pure.
import type { Ink, Tool } from "./drawing";

export const inkColour: Readonly<Record<Ink, string>> = { ink: "var(--text)", teal: "var(--accent)", red: "var(--bad)" };
export const inkLabel: Readonly<Record<Ink, string>> = { ink: "Ink", teal: "Teal", red: "Red" };
export const toolLabel: Readonly<Record<Tool, string>> = {
  pen: "Pen", line: "Line", arrow: "Arrow", box: "Box", text: "Text", eraser: "Eraser",
};
/** Pictures of the tools, 16 by 16. */
export const toolPath: Readonly<Record<Tool, string>> = {
  pen: "M3 13l.8-3.2L10.6 3a1.4 1.4 0 0 1 2 0l.4.4a1.4 1.4 0 0 1 0 2L6.2 12.2z M9.4 4.2l2.4 2.4",
  line: "M3 13L13 3",
  arrow: "M3 13L13 3 M7.5 3H13V8.5",
  box: "M2.5 3.5h11v9h-11z",
  text: "M3 4.5V3h10v1.5 M8 3v10 M6 13h4",
  eraser: "M6 13h7 M3 9.7L9 3.5a1 1 0 0 1 1.4 0l2.6 2.6a1 1 0 0 1 0 1.4L7.6 13H5.8L3 10.9a.9.9 0 0 1 0-1.2z M6.2 6.5l4 4",
};
