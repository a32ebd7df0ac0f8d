// Holds a table apart from the page, so that reading, sorting and counting never stall what is typed.
import { OpenedTable } from "./opened-table";
import { unreachable } from "../wire/messages";
import type { Answers, Asked, Question, Reply } from "./table-messages";

let table: OpenedTable | null = null;

function opened(): OpenedTable {
  if (table === null) throw new RangeError("No table was opened.");
  return table;
}

function answer(asked: Asked): Answers[Asked["what"]] {
  switch (asked.what) {
    case "open":
      table = OpenedTable.fromText(new TextDecoder().decode(asked.bytes));
      return table?.extent ?? null;
    case "summary": return opened().summary(asked.column);
    case "rows": return opened().rows(asked.from, asked.to, asked.order);
    case "plot": return opened().plot(asked.wish);
    default: return unreachable(asked);
  }
}

addEventListener("message", (message: MessageEvent<Question>) => {
  const { number, asked } = message.data;
  let reply: Reply;
  try {
    reply = { number, answer: answer(asked) };
  } catch (failure) {
    reply = { number, trouble: failure instanceof Error ? failure.message : String(failure) };
  }
  postMessage(reply);
});
