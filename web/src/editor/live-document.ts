// The code while it is being written: local edits at once, the server's order in the end.
//
// One edit is under way at a time; what is typed meanwhile goes out together afterwards. An edit that was sent keeps its id
// until the log shows it, so nothing is stored twice and nothing is lost over a reload or a dead network. A refusal as
// stale means that another page was first: its lines arrive, the local ones are rebased, and go out again.
import { collab, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, Compartment, EditorState, type Extension, type Text, type Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ChangesJson, Envelope, Intent, RejectCode } from "../wire/messages";
import { textFrom } from "../session/screen";
import { newIntentId, type Keep } from "../session/outbox";
import { keptFields } from "./extensions";

export type SendEdit = Extract<Intent, { type: "send_edit" }>;

export interface DocumentOptions {
  readonly starter: string;
  readonly envelopes: readonly Envelope[];
  readonly clientId: string;
  readonly extensions: Extension;
  /** Send an edit if there is a connection; says whether it went out. */
  readonly send: (edit: SendEdit) => boolean;
  /** Called when all local edits have come to be in the log, and when that ceases to be so. */
  readonly settled: (isSettled: boolean) => void;
  /** Local edits could not be kept. */
  readonly lostEdits: (why: string) => void;
  readonly unsentKeep: Keep;
  readonly historyKeep: Keep;
}

interface UnderWay {
  readonly intentId: string;
  /** How many local updates it holds. */
  readonly nUpdates: number;
  readonly base: number;
}

/** What is written down of edits that the log does not show yet, in terms of the text at `revision`. */
interface Unsent {
  readonly revision: number;
  readonly underWay: { readonly intentId: string; readonly changes: unknown } | null;
  readonly rest: unknown;
}

interface KeptHistory {
  readonly revision: number;
  /** Of the text that the history belongs to: over any other text its changes would do harm. */
  readonly fingerprint: string;
  readonly state: Readonly<Record<string, unknown>>;
}

type CodeLine = Envelope & { readonly event: { readonly type: "code_edited"; readonly changes: ChangesJson } };

const own = "own";
const other = "other";
const keepHistoryAfterMs = 800;

export class LiveDocument {
  readonly #options: DocumentOptions;
  readonly #writable = new Compartment();
  #isReadOnly = false;
  #state: EditorState;
  #view: EditorView | null = null;
  /** The text as the log has it. */
  #logged: Text;
  #revision = 0;
  #underWay: UnderWay | null = null;
  /** The base of an edit that was refused as stale: sending again makes sense only after it. */
  #staleBase: number | null = null;
  #isSettled = true;
  #historyTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DocumentOptions) {
    this.#options = options;
    this.#logged = textFrom(options.starter);
    this.#state = this.#fresh(this.#logged);
    this.#restore(options.envelopes.filter(isCodeLine));
  }

  get state(): EditorState {
    return this.#view?.state ?? this.#state;
  }

  get view(): EditorView | null {
    return this.#view;
  }

  get revision(): number {
    return this.#revision;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Show the document in a page. Only one view at a time. */
  mount(parent: HTMLElement): EditorView {
    this.#view = new EditorView({
      parent,
      state: this.#state,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        this.#state = view.state;
        if (transactions.some((transaction) => transaction.docChanged)) this.#edited();
      },
    });
    return this.#view;
  }

  unmount(): void {
    this.keep();
    this.#view?.destroy();
    this.#view = null;
  }

  setReadOnly(isReadOnly: boolean): void {
    if (isReadOnly === this.#isReadOnly) return;
    this.#isReadOnly = isReadOnly;
    this.apply(this.state.update({ effects: this.#writable.reconfigure(readOnly(isReadOnly)) }));
  }

  apply(transaction: Transaction): void {
    if (this.#view !== null) {
      this.#view.dispatch(transaction);
      return;
    }
    this.#state = transaction.state;
    if (transaction.docChanged) this.#edited();
  }

  /** Take in a line of the log. */
  receive(envelope: Envelope): void {
    if (!isCodeLine(envelope)) return;
    this.#take(envelope);
    this.#edited();
  }

  /** The server refused an edit. Says whether it was one of this document's. */
  rejected(intentId: string, code: RejectCode, reason: string): boolean {
    const underWay = this.#underWay;
    if (underWay?.intentId !== intentId) return false;
    this.#underWay = null;
    if (code === "stale_edit") {
      this.#staleBase = underWay.base;
      this.flush();
    } else {
      this.#takeBack(`The last edit was not kept. ${reason}`);
    }
    return true;
  }

  /** The connection stands and the log is up to date: send what waits, the edit under way first. */
  resume(): void {
    this.#staleBase = null;
    if (this.#underWay === null) {
      this.flush();
      return;
    }
    this.#underWay = { ...this.#underWay, base: this.#revision };
    this.#options.send(this.#editFrom(this.#underWay));
  }

  /** Send what was typed, unless an edit is under way. */
  flush(): void {
    if (this.#underWay !== null) return;
    if (this.#staleBase !== null && this.#revision <= this.#staleBase) return;
    const nUpdates = sendableUpdates(this.state).length;
    if (nUpdates === 0) return;
    this.#staleBase = null;
    // Written down before it goes out: after a reload the page must know what may have been stored.
    const underWay = { intentId: newIntentId(), nUpdates, base: this.#revision };
    this.#underWay = underWay;
    this.#keepUnsent();
    if (!this.#options.send(this.#editFrom(underWay))) this.#underWay = null;
  }

  /** Write down what should outlive the page. */
  keep(): void {
    clearTimeout(this.#historyTimer);
    this.#keepUnsent();
    if (sendableUpdates(this.state).length > 0) return;
    const { doc: _doc, ...state } = this.state.toJSON(keptFields) as Record<string, unknown>;
    const kept: KeptHistory = { revision: this.#revision, fingerprint: fingerprintOf(this.state.doc), state };
    this.#options.historyKeep.save(JSON.stringify(kept));
  }

  /** Move on by one line of the log, which is either the edit under way come back or somebody else's. */
  #take(line: CodeLine): void {
    const changes = ChangeSet.fromJSON(line.event.changes);
    this.#logged = changes.apply(this.#logged);
    this.#revision += 1;
    const underWay = this.#underWay;
    const isOwn = underWay !== null && line.intent_id === underWay.intentId;
    if (isOwn) this.#underWay = null;
    const updates = isOwn
      ? sendableUpdates(this.state)
          .slice(0, underWay.nUpdates)
          .map((update) => ({ changes: update.changes, clientID: own }))
      : [{ changes, clientID: other }];
    this.apply(receiveUpdates(this.state, updates));
  }

  #editFrom(underWay: UnderWay): SendEdit {
    return {
      type: "send_edit",
      intent_id: underWay.intentId,
      base_revision: underWay.base,
      changes: (this.#composed(0, underWay.nUpdates)?.toJSON() ?? []) as ChangesJson,
      client_id: this.#options.clientId,
      path: "solution.py",
    };
  }

  /** Several local updates as one change; null when there are none. */
  #composed(from: number, to?: number): ChangeSet | null {
    const [first, ...more] = sendableUpdates(this.state).slice(from, to);
    return first === undefined ? null : more.reduce((all, update) => all.compose(update.changes), first.changes);
  }

  #edited(): void {
    this.flush();
    this.#keepUnsent();
    clearTimeout(this.#historyTimer);
    this.#historyTimer = setTimeout(() => this.keep(), keepHistoryAfterMs);
    this.#settle();
  }

  #settle(): void {
    const isSettled = sendableUpdates(this.state).length === 0;
    if (isSettled === this.#isSettled) return;
    this.#isSettled = isSettled;
    this.#options.settled(isSettled);
  }

  /** Give up all local edits that are not in the log. */
  #takeBack(why: string): void {
    this.#underWay = null;
    this.#state = this.#fresh(this.#logged);
    this.#view?.setState(this.#state);
    this.#keepUnsent();
    this.#options.lostEdits(why);
    this.#settle();
  }

  #keepUnsent(): void {
    const nUnderWay = this.#underWay?.nUpdates ?? 0;
    const underWay = this.#composed(0, nUnderWay);
    const rest = this.#composed(nUnderWay);
    if (underWay === null && rest === null) {
      this.#options.unsentKeep.save(null);
      return;
    }
    const unsent: Unsent = {
      revision: this.#revision,
      underWay:
        underWay === null || this.#underWay === null
          ? null
          : { intentId: this.#underWay.intentId, changes: underWay.toJSON() },
      rest: rest?.toJSON() ?? null,
    };
    this.#options.unsentKeep.save(JSON.stringify(unsent));
  }

  /** Start from the log, with the undo history and the unsent edits of before the reload where they still fit. */
  #restore(lines: readonly CodeLine[]): void {
    const unsent = parsed<Unsent>(this.#options.unsentKeep.load(), lines.length);
    const kept = parsed<KeptHistory>(this.#options.historyKeep.load(), unsent?.revision ?? lines.length);
    const from = kept?.revision ?? unsent?.revision ?? lines.length;
    this.#skipTo(lines, from);
    if (kept !== null) this.#state = this.#withHistory(kept) ?? this.#state;
    for (const line of lines.slice(from, unsent?.revision)) this.#take(line);
    if (unsent !== null) {
      this.#applyUnsent(unsent);
      for (const line of lines.slice(unsent.revision)) this.#take(line);
    }
    this.#keepUnsent();
    this.#settle();
  }

  #skipTo(lines: readonly CodeLine[], revision: number): void {
    for (const line of lines.slice(0, revision)) this.#logged = ChangeSet.fromJSON(line.event.changes).apply(this.#logged);
    this.#revision = revision;
    this.#state = this.#fresh(this.#logged);
  }

  #withHistory(kept: KeptHistory): EditorState | null {
    if (kept.fingerprint !== fingerprintOf(this.#logged)) return null;
    try {
      return EditorState.fromJSON({ ...kept.state, doc: this.#logged.toString() }, { extensions: this.#extensions() }, keptFields);
    } catch {
      return null;
    }
  }

  #applyUnsent(unsent: Unsent): void {
    try {
      const state = [unsent.underWay?.changes, unsent.rest]
        .filter((changes) => changes !== null && changes !== undefined)
        .reduce<EditorState>((before, changes) => before.update({ changes: ChangeSet.fromJSON(changes) }).state, this.#state);
      this.#state = state;
      if (unsent.underWay !== null) this.#underWay = { intentId: unsent.underWay.intentId, nUpdates: 1, base: unsent.revision };
    } catch {
      this.#options.lostEdits("What was typed just before the reload could not be brought back.");
    }
  }

  #fresh(doc: Text): EditorState {
    return EditorState.create({ doc, extensions: this.#extensions() });
  }

  #extensions(): Extension {
    return [this.#options.extensions, this.#writable.of(readOnly(this.#isReadOnly)), collab({ clientID: own })];
  }
}

/** Tells one text from another: its length and a checksum (FNV-1a). */
function fingerprintOf(doc: Text): string {
  const text = doc.toString();
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${(sum >>> 0).toString(16)}`;
}

function readOnly(isReadOnly: boolean): Extension {
  if (!isReadOnly) return [];
  return [EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.contentAttributes.of({ tabindex: "0" })];
}

function isCodeLine(envelope: Envelope): envelope is CodeLine {
  return envelope.event.type === "code_edited";
}

/** Read what was written down; null when there is nothing or it speaks of lines that the log does not have. */
function parsed<Kept extends { readonly revision: number }>(text: string | null, atMost: number): Kept | null {
  try {
    const kept = JSON.parse(text ?? "null") as Kept | null;
    return kept !== null && Number.isInteger(kept.revision) && kept.revision <= atMost ? kept : null;
  } catch {
    return null;
  }
}
