import { describe, expect, it } from "vitest";
import { addressOf, addressTrouble, draftFrom, isLoopback, keyInWords, leavesInWords, mayForgetKey, needsKey, presets, trialLines, wantedFrom, type Draft } from "../src/settings/model-form";
import type { ModelShape } from "../src/wire/generated";

const off: ModelShape = {
  name: "", base_url: "", seconds: 2, calls: 80, tokens: 100_000, cost: 0, price_in: 0, price_out: 0, votes: 3, phrases: false,
  key_is_kept: false, key_ends: "", openai_key_is_set: false, fixed: [], may_change: true, why_not: "", problem: "",
};
const ollama = "http://127.0.0.1:11434/v1";
const on: ModelShape = { ...off, name: "llama3.2", base_url: ollama, key_is_kept: true, key_ends: "wxyz" };
const drafted = (shape: ModelShape, changes: Partial<Draft> = {}): Draft => ({ ...draftFrom(shape), ...changes });

describe("the form of the model", () => {
  it("begins with a server of one's own, and with what is set where something is", () => {
    expect(draftFrom(off).where).toBe("other");
    expect(draftFrom({ ...off, name: "gpt" }).where).toBe("openai");
    expect(draftFrom({ ...off, fixed: ["base_url", "key"] }).where).toBe("openai");
    expect(draftFrom(on)).toMatchObject({ where: "other", address: ollama, name: "llama3.2", key: "" });
  });

  it("asks for what it shows", () => {
    const { key, ...same } = wantedFrom(drafted(on), on) ?? { key: "none" };
    expect(key).toBe(null);
    expect(on).toMatchObject(same);
    expect(addressOf(drafted(on, { address: ` ${ollama}/ ` }))).toBe(ollama);
    expect(wantedFrom(drafted(on, { where: "openai" }), on)?.base_url).toBe("");
  });

  it.each(["seconds", "calls", "tokens", "cost", "price_in", "price_out", "votes"] as const)("asks for nothing while %s is missing", (field) => {
    expect(wantedFrom(drafted(on, { [field]: null }), on)).toBe(null);
  });

  it.each(["far", "ftp://far.example", "http://", "127.0.0.1:11434"])("takes %s for no address", (address) => {
    expect(addressTrouble(drafted(off, { address }))).toContain("no address");
    expect(addressTrouble(drafted(off, { address, where: "openai" }))).toBe("");
  });

  it("finds nothing wrong with an address, or with none yet", () => {
    expect(addressTrouble(drafted(off))).toBe("");
    expect(addressTrouble(drafted(on))).toBe("");
  });

  it("sends a key only when one was typed in, and says when the kept one is to be forgotten", () => {
    expect(wantedFrom(drafted(on, { key: " sk-1 " }), on)?.key).toBe("sk-1");
    expect(wantedFrom(drafted(on, { forgetsKey: true }), on)?.key).toBe("");
    expect(wantedFrom(drafted(on, { forgetsKey: true, key: "sk-2" }), on)?.key).toBe("sk-2");
    const fixed: ModelShape = { ...on, fixed: ["base_url", "key"] };
    expect(wantedFrom(drafted(fixed, { key: "sk-3" }), fixed)?.key).toBe(null);
    expect(mayForgetKey(drafted(fixed), fixed)).toBe(false);
    expect(mayForgetKey(drafted(on), on)).toBe(true);
    expect(mayForgetKey(drafted(on, { address: "http://127.0.0.1:1/v1" }), on)).toBe(false);
  });

  it("says of the key what is to be known", () => {
    expect(keyInWords(drafted(on), on)).toContain("ending in wxyz");
    expect(keyInWords(drafted({ ...on, key_ends: "" }), { ...on, key_ends: "" })).toBe("A key is kept. Leave this empty to go on with it.");
    expect(keyInWords(drafted(on, { forgetsKey: true }), on)).toContain("forgotten");
    expect(keyInWords(drafted(on, { address: "https://far.example/v1" }), on)).toBe("The key that is kept is for 127.0.0.1:11434 and goes nowhere else. Leave this empty if it needs none.");
    expect(keyInWords(drafted(off), off)).toContain("mostly needs none");
    expect(keyInWords(drafted(off, { where: "openai" }), off)).toBe("OpenAI needs a key.");
    const withKey = { ...off, openai_key_is_set: true };
    expect(keyInWords(drafted(withKey, { where: "openai" }), withKey)).toContain("OPENAI_API_KEY");
  });

  it("wants a key for OpenAI unless there is one", () => {
    expect(needsKey(drafted(off, { where: "openai" }), off)).toBe(true);
    expect(needsKey(drafted(off), off)).toBe(false);
    expect(needsKey(drafted(on, { where: "openai" }), on)).toBe(true);
    const kept: ModelShape = { ...on, base_url: "" };
    expect(needsKey(drafted(kept), kept)).toBe(false);
    expect(needsKey(drafted(kept, { forgetsKey: true }), kept)).toBe(true);
    const inEnvironment = { ...off, openai_key_is_set: true };
    expect(needsKey(drafted(inEnvironment, { where: "openai" }), inEnvironment)).toBe(false);
  });
});

describe("what leaves", () => {
  it.each([...presets.map((preset) => preset.address), "http://localhost:1/v1", "https://[::1]/v1", "http://a.localhost/v1", "http://127.9.9.9/"])("nothing to %s", (address) => {
    expect(isLoopback(address)).toBe(true);
    expect(leavesInWords("other", address)).toBe("Nothing leaves this machine: the address is on it.");
  });

  it.each(["http://127.0.0.1.example.org/v1", "http://localhost.example.org/v1", "http://192.168.1.2/v1", "http://0.0.0.0/v1", "http://127.0.0.1@example.org/v1", "https://[::2]/v1"])("something to %s", (address) => {
    expect(isLoopback(address)).toBe(false);
    expect(leavesInWords("other", address)).toContain(`are sent to ${new URL(address).host}`);
  });

  it("is said of OpenAI, and that a line is open", () => {
    expect(leavesInWords("openai", "")).toBe("What the candidate says, the task and what was told of it are sent to api.openai.com. The code in the editor is not.");
    expect(leavesInWords("other", "http://far.example/v1")).toContain("not encrypted");
    expect(leavesInWords("other", "https://far.example/v1")).not.toContain("not encrypted");
  });

  it.each(["", "far", "ftp://far.example", "http://"])("is not said of %j, which is no address", (address) => {
    expect(leavesInWords("other", address)).toBe("");
  });
});

describe("a trial", () => {
  const came = { works: true, answers: true, in_time: true, says: "", latency_ms: 420, first_words_ms: 100 };
  it.each([
    [came, [true, true, true]],
    [{ ...came, in_time: false }, [true, true, false]],
    [{ ...came, works: false, in_time: false }, [true, false, null]],
    [{ ...came, works: false, answers: false, in_time: false }, [false, null, null]],
  ])("is told point by point", (trial, expected) => {
    const lines = trialLines(trial, 2);
    expect(lines.map((line) => line.holds)).toEqual(expected);
    expect(lines.filter((line) => line.holds === null).every((line) => line.says.endsWith("not known"))).toBe(true);
  });

  it("says how long it took and how long is waited", () => {
    expect(trialLines(came, 2)[2]?.says).toBe("It is quick enough: 420 ms, and the interviewer waits for 2.0 s");
  });
});
