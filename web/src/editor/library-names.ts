// Completion after `np.`, `pd.` and the like: the names that such interviews use, no more.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

const numpy = `abs all allclose any arange argmax argmin argpartition argsort array array_equal asarray astype atleast_2d
bincount broadcast_to ceil clip concatenate convolve copy cos cumsum diag dot einsum empty empty_like equal exp expand_dims
eye finfo flatnonzero flip float32 float64 floor full full_like hstack identity inf int32 int64 isclose isfinite isnan
lexsort linspace log log1p logaddexp matmul max maximum mean median meshgrid min minimum moveaxis nan nanmean nan_to_num
ndarray newaxis nonzero ones ones_like outer pad percentile prod quantile random.default_rng repeat reshape roll round
searchsorted sign sin split sqrt square squeeze stack std sum swapaxes take_along_axis tensordot tile trace transpose tril
triu unique var vstack where zeros zeros_like linalg.norm linalg.solve linalg.inv linalg.lstsq linalg.eigh linalg.svd
linalg.cholesky lib.stride_tricks.sliding_window_view add.at maximum.reduce`;
const pandas = `DataFrame Series read_csv concat cut get_dummies isna merge notna pivot_table qcut to_datetime to_numeric unique`;
const pyplot = `axhline axis bar close figure hist imshow legend plot savefig scatter show subplots suptitle title xlabel ylabel`;
const torch = `Tensor arange argmax as_tensor bmm cat clamp einsum empty exp float32 from_numpy full gather int64 log
logsumexp manual_seed matmul max mean nn no_grad ones optim outer permute rand randn randperm relu sigmoid softmax sqrt
stack sum tanh tensor topk tril triu where zeros nn.Linear nn.Module nn.Parameter nn.functional.cross_entropy optim.Adam optim.SGD`;

const membersOf: ReadonlyMap<string, readonly Completion[]> = new Map(
  Object.entries({ np: numpy, numpy, pd: pandas, pandas, plt: pyplot, torch }).map(([name, members]) => [
    name,
    members.split(/\s+/).map((label): Completion => ({ label, type: "function" })),
  ]),
);

/** Complete a member of a library's usual short name. */
export function completeLibraries(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/\b(?:np|numpy|pd|pandas|plt|torch)\.[\w.]*/);
  if (word === null) return null;
  const dot = word.text.indexOf(".");
  const options = membersOf.get(word.text.slice(0, dot));
  return options === undefined ? null : { from: word.from + dot + 1, options, validFor: /^[\w.]*$/ };
}
