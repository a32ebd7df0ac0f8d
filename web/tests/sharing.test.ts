import { describe, expect, it } from "vitest";
import { inOrder, nameOf, stateInWords, whereItWorks } from "../src/sharing/links";
import { dayOf } from "../src/text/durations";
import type { LinkRow } from "../src/wire/api";

const link = (more: Partial<LinkRow> = {}): LinkRow => ({
  id: "a",
  label: "Ada",
  made_at: "2026-01-02T12:00:00+00:00",
  expires_at: "2026-02-01T12:00:00+00:00",
  may_comment: true,
  state: "open",
  ...more,
});

describe("whereItWorks", () => {
  it("says that a server of one machine reaches nobody else", () => {
    expect(whereItWorks({ reach: "machine", names: [] }, "127.0.0.1")).toBe(
      "This server answers this machine only, so a link works only here. To somebody elsewhere, send a file.",
    );
  });

  it.each(["localhost", "127.0.0.1", "[::1]"])("says what to put in place of %s in a network", (hostname) => {
    expect(whereItWorks({ reach: "network", names: [] }, hostname)).toContain(`in place of ${hostname}.`);
  });

  it("leaves a link alone that carries a name others know", () => {
    expect(whereItWorks({ reach: "network", names: [] }, "192.168.1.5")).toBe("A link works in the network that this machine is in.");
  });

  it("names the names of a proxy, also where the server itself is of one machine", () => {
    const said = whereItWorks({ reach: "machine", names: ["a.example", "b.example"] }, "localhost");
    expect(said).toBe("A link works wherever a.example or b.example can be reached. In the link, put a.example in place of localhost.");
  });
});

describe("links in words", () => {
  it("says what has become of one", () => {
    const day = dayOf("2026-02-01T12:00:00+00:00");
    expect(stateInWords(link())).toBe(`Works until ${day} · may comment`);
    expect(stateInWords(link({ expires_at: null, may_comment: false }))).toBe("Works until withdrawn · reads only");
    expect(stateInWords(link({ state: "expired" }))).toBe(`Expired ${day}`);
    expect(stateInWords(link({ state: "withdrawn" }))).toBe("Withdrawn");
  });

  it("names one without a name by its day", () => {
    expect(nameOf(link())).toBe("Ada");
    expect(nameOf(link({ label: "" }))).toBe(`Link of ${dayOf("2026-01-02T12:00:00+00:00")}`);
  });

  it("shows those that work first, and leaves their order", () => {
    const links = [link({ id: "a", state: "withdrawn" }), link({ id: "b" }), link({ id: "c", state: "expired" }), link({ id: "d" })];
    expect(inOrder(links).map(({ id }) => id)).toEqual(["b", "d", "a", "c"]);
  });

  it("shows a day that cannot be read as it came", () => {
    expect(dayOf("someday")).toBe("someday");
  });
});
