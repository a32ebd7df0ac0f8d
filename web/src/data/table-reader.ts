// A table in a worker of its own, asked from the page.
import { ApiError } from "../wire/api";
import type { ColumnSummary } from "./columns";
import type { DrawnRow, TableExtent } from "./opened-table";
import type { RowOrder } from "./order";
import type { PlotWish, QuickPlot } from "./plots";
import type { Answers, Asked, Question, Reply } from "./table-messages";

/** A file that could not be read as a table. */
export class TableTrouble extends Error {
  override readonly name = "TableTrouble";

  constructor(reason: string) {
    super(`This file could not be shown as a table (${reason}). Your code can still open it; download it to look at it elsewhere.`);
  }
}

interface Waiting {
  readonly settle: (answer: never) => void;
  readonly fail: (trouble: TableTrouble) => void;
}

export class TableReader {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(worker = new Worker(new URL("./table-worker.ts", import.meta.url), { type: "module" })) {
    this.#worker = worker;
    worker.onmessage = (message: MessageEvent<Reply>) => this.#settle(message.data);
    worker.onerror = (failure) => this.#failAll(failure.message === "" ? "its reader did not start" : failure.message);
    worker.onmessageerror = () => this.#failAll("an answer was lost");
  }

  /** Take the file in; the bytes are gone from here afterwards. Null for a file with nothing in it. */
  open(bytes: ArrayBuffer): Promise<TableExtent | null> {
    return this.#ask({ what: "open", bytes }, [bytes]);
  }

  summary(column: number): Promise<ColumnSummary> {
    return this.#ask({ what: "summary", column });
  }

  rows(from: number, to: number, order: RowOrder | null): Promise<readonly DrawnRow[]> {
    return this.#ask({ what: "rows", from, to, order });
  }

  plot(wish: PlotWish): Promise<QuickPlot> {
    return this.#ask({ what: "plot", wish });
  }

  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #ask<What extends Asked["what"]>(asked: Extract<Asked, { what: What }>, transferred: Transferable[] = []): Promise<Answers[What]> {
    this.#last += 1;
    const question: Question = { number: this.#last, asked };
    return new Promise((settle, fail) => {
      this.#waiting.set(question.number, { settle, fail });
      this.#worker.postMessage(question, transferred);
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    if ("trouble" in reply) waiting?.fail(new TableTrouble(reply.trouble));
    else waiting?.settle(reply.answer as never);
  }

  #failAll(reason: string): void {
    for (const { fail } of this.#waiting.values()) fail(new TableTrouble(reason));
    this.#waiting.clear();
  }
}

/** Say in words why a file is not shown. */
export function wordsForTable(failure: unknown): string {
  if (failure instanceof TableTrouble || failure instanceof ApiError) return failure.message;
  return new TableTrouble(failure instanceof Error ? failure.message : "unknown reason").message;
}
