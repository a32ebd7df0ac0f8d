// What can be done with the cells of a session that is going on.
import type { ShownCell } from "../session/notebook";

export interface NotebookActions {
  /** Nothing can be asked for: the interview is over or the connection refused. */
  readonly locked: boolean;
  readonly run: (cells: readonly ShownCell[]) => void;
  readonly restart: () => void;
  readonly add: () => void;
}
