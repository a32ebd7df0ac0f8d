"""Word lists that tell ordinary talk from the terms of the field.

Plain words may be used of any task without giving a thing away; terms belong to some solution, whichever the task. A
word in neither list is a term only where the question's own secrets use it. A listed word comes before a listed stem
(see `agent.words.stem`). Must not know any question.
"""

from functools import lru_cache

from agent.words import STOPWORDS, stem

_PLAIN_TEXT = """
able absolute absolutely accept acceptable accepted accident according account accurate across act acting active
actual actually add added adding addition addressed advance advantage adversarial affect affects afford afraid afresh
afternoon afterwards again against age agenda ago agree agreed ahead aim airport alarm alarms alert aligned alike
alive allow allowed allows almost alone along aloud already alright also alternative alternatives although altogether
always amazed among amount amused analysis anew angle another answer answered answering answers anxious anybody anyhow
anyone anything anyway anywhere apart apologies apologise apologize apology app appear appears applicant applicants
applies apply appointment appreciate approach approaches appropriate approve apps area argue argument arguments around
array arrays arrival arrive arrived arrives article artist aside ask asked asking asks aspect aspects assignment
assignments assist assistance assistant assume assumed assumes assuming assumption assumptions attach attached attempt
attend attention attribute attributes audience audio author authors autumn avoid avoids await awake aware away awful
awkward baby back background bad bag balance ball bank bar bare base based baseline basic basically basis bath battery
beautiful became become becomes becoming bed beer beforehand began begin beginning begins begun behave behaves
behavior behaviour behind behold being believe bell belong belongs below bend beneath benefit beside besides best bet
better between beyond big bigger bike bill bird birth birthday bit blame blank blanks block blocks blow blue board
boat body bone book books border bored boring borrow boss both bother bottle bottom bound boundaries boundary bowl box
brain branch brave bread break breakfast breaks breath breathe bridge brief briefly bright bring brings broad broadly
broken brother brought brown browser budget bug build building builds built burn bus business busy button buttoned buy
cake call called caller callers calls calm came camera candidate candidates cannot capital car card care careful
carefully careless carried carries carry case cases cat catch caught cause caused ceiling cent central century
ceremony certain certainly challenge challenges challenging chance change changed changes changing channel channels
chapter character charge chat chats cheap cheaper check checked checking checks cheer cheese chief child children
chocolate choice choices choose chooses choosing chosen church circle circumstance circumstances city civil claim
claims clarification clarify clarifying clarity class classes classic clean clear clearer clearest clearly click
client climb clock close closed closer closes cloth clothes cloud club coach coarse coarser coast coat code coded
coding coffee cold colleague colleagues collect collection color colour colours column columns combination combine
combined comes comfort comfortable coming command comment comments common commonly communities community company
compare compared comparing comparison competition complain complaint complete completely complex complexity compose
compromise computation compute computed computer computes computing concentrate concept concepts concern concerned
concerns concise conclude conclusion concrete concretely condition conditions confess confidence confident confirm
confused confusing confusion connect connected connection conscious consequence consequences consider considered
considering consist consists constantly contact contain contains content context continue continued continues
continuous contrary contrast contribute contribution control convenient convention conventions conversation convince
convinced convincing cook cooking cool cooperate copying corner correctly correctness correspond cost costly costs
count country counts county couple courage course court cover covered covers cow crash crashes crazy cream create
created creates creative credit critical cross crowd cry cultural culture cup cure curiosity curious currency current
currently customer customers cut cute dad daily damage dance danger dangerous dark darling data dataset date daughter
dawn day days dead deadline deadlines deal death debate debrief debug debugger debugging decade decent decide decided
decides deciding decision decisions declare deep deeper deeply default defeat defend define defined defines definition
degenerate degree delay deliberately delicate delight deliver demand department depend dependencies dependency depends
describe described describes description deserve design desire desk despite destroy detail detailed details detect
detection detector detectors determination determine determined deterministic develop device devil diagram did diet
differ difference differences different differently difficult difficulty dig digest digit digits dimension dimensions
dinner direct direction directly dirty disagree disappear disappoint disaster discipline discover discovery discuss
discussed discussing discussion discussions dish display distinct distract distraction distractions disturb doc docs
docstring document documentation dog doing dollar done door double doubt doubtful down downloads downwards dozen drag
drama draw drawback drawbacks drawing drawn dream dress drink drive dry due dull during dust duty eager ear earlier
early earn earth ease easier easily east easy eat economy edge edgecase edges edit editing editor educate education
effect effects efficiency efficient efficiently effort egg eight eighty either elaborate elaborating elderly elegant
element elements else elsewhere email embarrass emergency emotion emotional emphasis employ empty enabled encounter
encourage end ended ending ends enemy energy engage engine engineer engineering engineers english enjoy enjoying
enormous enough ensure enter entertain enthusiasm entire entirely entry environment equally equipment error errors
escape especially essence essential essentially establish estimate euro euros even evening event eventually everybody
everyday everyone everything everywhere evidence evident evolve exact exactly exam examine example examples exceed
exceeds excellent except exception exceptions exchange excited exciting excuse excuses exercise exhaust exhausted
exhaustive exist exists exit expand expanded expect expectation expectations expected expecting expects expensive
experience experiment experiments expert experts explain explained explaining explains explanation explanations
explicit explicitly exploratory explore exploring export exposure express expressive extend extent extra extraordinary
extreme extremes eye eyes face facility fact factor factors fail failed failing fails failure fair fairly fairness
faith faithful fake fall fallback fame familiar familiarity family fancy fantasy far farm fashion fast faster father
fault faults favor favorite favour favourite fear feature features feed feedback feel feeling feels felt female fence
festival few fewer fiction fiddle field fifty fight figure figures figuring fill final finally find finding finds fine
finer finger fingers finish finished finishing fire firm first fish fit fits five fix fixed fixing flag flat flavour
flexible float flow flower fluent fly focus focused folk follow followed following follows fond font food foolish foot
football force foreign foremost forever forget forgets forgive forgot form formal format formats formatted formatting
forms formula forth fortune forty forward found foundation four framework frankly free freedom freely frequent
frequently fresh friend front fruit frustrated frustrating frustration full fully fun function functions fundamentals
funny further furthermore fuss future gain gains game games gap garden gas gather general generally generate generated
generous gentle genuine genuinely gets getting gift girl give given gives giving glad gladly glance glass glimpse go
goal goals god goes going gold golden gone good google gossip got govern grade grand granular granularity grasp
grateful grave great green greet grey ground group grow growing grown grows growth guarantee guaranteed guarantees
guard guess guest guide guilty gun gut guy habit half hall halves hand handful handle handled handles handling hands
handy hang happen happened happening happens happy hard harder hardly harm harmful harmless hat hate having head
headset health hear heard hearing heart heat heavily heavy height held hell hello help helped helper helpers helpful
helps hence here hero hesitant hesitate hesitating hesitation hi hidden hide hides high higher highest highlight hint
hints hire history hit hits hobby hold holds hole holiday home honest honestly honour hope horse hospital hot hotel
hour hours household however huge human hundred hundreds hunger hurry hurt husband hypothesis hypothetical ice id idea
ideal ideally ideas identify ignorance ignore ignored ignores ill illustrate illustrated illustration image
imagination imagine immediately impact implement implementation implemented implementing implements implied imply
import importance important importantly imports impossible impress impression improbable improve improved improvement
incident include included includes including income incoming incomplete inconvenient increase increased increases
increasing incredible indeed independent index indicate indices indirect individual industry influence inform
information initial initially initiative inner input inputs inquiry inside insight insightful insist inspect
inspecting inspection inspire install installed installing instance instead instinct instinctively instruct insult
insults insurance integer integrate intellectual intelligent intend intended intends intense intent intention interest
interested interesting interestingly interface intermediate internet interpret interpretation interpreted interrupt
interruption interruptions interval interview interviewer interviews introduce introduction intuition invalid
invariant invariants invent invest invisible invitation invite involve involved involves iron irrelevant island
isolated issue issues item items itself jacket jealous jeans jewel job join joke journal journey joy judge judgement
judging judgment juice jump junior just justified justify keep keeping keeps kept key keyboard kick kid kill kind
kindly kinds kitchen knee knew knife knock knowing knowledge known knows lab lack ladder lady lake land language
languages laptop large largely last late later latest latter laugh law lawful lawyer lay lazy lead leader leadership
leads league leap learn learned learnt least leather leave leaves leaving lecture led left leg legal legible leisure
length lengthy less lesson let letter letters letting level levels liberty libraries library lie lies life lifetime
lift light like likely likewise limit limited limits line lines link lip list listen listening lists literally
literature little live living load loaded loan loans local locally locate location lock logic logical logically logs
lonely long longer longest look looked looking looks lookups loop loops loose loosely lose lot lots loud love lovely
lover lower lowest loyal luck lucky lunch lunchtime machine mad made magazine magic mail main mainly major make makes
making male man manage manageable manner manners many march mark marked market marks marriage married mass master
match mate mathematics maths matter matters maximum maybe meal meaning meaningful meant meanwhile measure meat
mechanism medical medicine meet member members memorise memory mend mended mends mental mention mentioned mentioning
mess message messages met metal method methods metric metrics microphone mid middle might military milk million mind
minded minimum minute minutes mirror mislead misleading miss missed misses missing mistake mistakes misunderstand
misunderstanding misunderstood mix mixed mixture mobile model models moderate moderator moderators modern modest
modify module modules moment momentarily money month months mood moon moral more moreover morning most mostly mother
motivate motivation motor mountain mouse mouth move moved moves movie moving much museum music myself mystery nail
naked name named names naming narrow narrower narrowing native natural naturally nature navigate near nearby nearest
nearly neat necessary neck need needed needs neighbourhood neighbourly neither nervous nervousness nested network
neutral never nevertheless new newest news newspaper next nice night nine ninety nobody noise noisy none nonetheless
nonsense noon nor normal normally north nose note notebook notebooks noted notes noteworthy nothing notice noticed
novel now nowhere nuance number numbered numbers numeric numerical numerically numpy nurse object objects obligation
obscure observation observations observe obtain obvious obviously occasion occasionally occupy occur occurs ocean odd
off offer office official offline often oil ok okay old oldest ones ongoing online only onto open opening openly opens
operate operation operations opinion opportunity oppose opposed opposite optimistic option optional options oral order
ordinary organisation organise organised organized original other others otherwise ought ourselves outcome outcomes
outer outline output outputs outright outside overall overflowed overhead overthink overthinking overview overwhelming
own pace paced paces pacing pack package page pages paid pain paint pair pairs palace pale pandas panic pants paper
paragraph parameter parameters paraphrase parent parents park part partial particular particularly partly parts
partway party pass passed passenger passes passion passive past paste pasted pasting path patience patient patiently
pattern patterns pause pay peace peer pen pencil people per perceive percent perception perfect perfection performance
perhaps permission permit permitted persist person personal personally perspective persuade phase phases phone photo
photos phrase phrased phrasing physical piano pick picked picking picks picture pictures piece pieces pilot pink
pinpoint pity place places plain plan plane planet planned planning plans plant plate plausible plausibly play player
pleasant please pleased pleasure plenty plot plots pocket poem poet point pointer pointers points police policy polish
polite politics poor popular port position possess possession possible possibly post postpone pot potential
potentially pound pour practical practice pragmatic praise pray precious precise precisely precision prefer preferable
preferably preference preferred preparation prepare prepared presence present presented presents press pressure
presumably pretend pretty previous previously price pride principal principle principles print printing prints prior
priorities prioritise prioritize priority prison privacy private prize probably problem problems procedure proceed
proceeds process produce produced produces product production profession professional professor profit program
programming progress project promise promised promising prompt proof proper properly properties property proportion
propose proposed protect proud prove provide provided provisional pseudocode psychology public publish pull pulls
purchase pure purpose push put puts putting puzzle puzzled puzzles puzzling python pytorch quality quarter queen quest
question questions quick quickly quiet quieter quietly quite quote race radio rain raise raised raises ran range rapid
rare rarely rate rather rationale raw reach reached reaches reaching react reaction read readable reader readers
reading reads ready real realise realistic reality realize really rear reason reasonable reasonably reasoning reasons
reassure reassuring rebel rebuild recall recap recapped recapping receive recent recently recipe recognise recognised
recognize recommend reconsider record recorded records recover red refactor refer reference refine refined refining
reflect reformulate refuse refused refuses regard regarding regardless regret regular regularly regulate rehearse
reject relate related relation relationship relax relaxed release relevance relevant reliability reliable reliably
relief religion reload rely remain remaining remains remark remarkable remedy remember remind reminder reminders
remote rent repair repaired repairs repeat repeated repetition rephrase reply report represent representation
reproduce reproducible reproducing request require required requirement requirements requires research reserve reset
resist resource resources respect respectful respective respond response responsibility responsible rest restart
restate restaurant restrict result results retention retire return returned returning returns reveal revealing reveals
revenue review reviewer reviewers reviews revise revised revisit revolution reward rewording rework rewrite rich rid
ride right ring rise risk risks river road roadmap robust rock role roles roof room rope rough roughly round route
routine row rows rubbish rude ruin rule ruled rules rumour run rung running runs runtime rural rush sad safe safety
said sail sake salad salary sale salt same sample samples sand sanity satisfied satisfy satisfying save saving saw
saying says scaffold scale scan scare scared scenario scene schedule scheme school science scientist scikit scope
scratch screen scribble sea search seat second seconds secret secretary section secure see seeing seek seem seems seen
select self sell send sends senior sense sensible sensibly sensitive sentence sentences separate separately sequence
series serious servant serve serving session set sets setting settle settled seven several shade shadow shake shame
shape shapes share shared sharp sheet shelf shell shelter shine ship shirt shock shoe shoot shop shore short shortcut
shortcuts shorter shortly shoulder shout show shower showing shown shows shut shy sick side sides sight sign signal
signature signatures silence silent silently silly silver similar similarly simple simpler simplest simply since sing
single sister sit situation situations six sixty size sizes skeleton sketch sketching skill skim skin skip sklearn sky
sleep slice slide slightest slightly slip slow slower slowly sluggish small smaller smart smell smile smoke snippet
snow social society soft soil soldier sole solution solutions solve solved solves solving somebody somehow someone
something sometimes somewhere son song soon sorry sort soul sound soup source south space spare speak speaker speaking
speaks special specific specifically specification specified specify speech speed spell spend spent spirit spite split
spoke spoken spontaneous sport spot spread spring staff stage stair stand standard stands star start started starter
starting starts state stated statement states station stay stays steady steal steel step stepping steps stepwise stick
still stomach stone stop stopped stops store stored stores storm story straight straightforward strange stranger
strategy stream street strength stress stressed stressful stretch strict strike string strings stroke strong stronger
strongest structure stuck stuckness student study stumble stumbling stupid style submission submit submitted substance
subtle succeed success successful succinct such sudden suffer suffice sufficient sugar suggest suggested suggestion
suit suitable suits summarise summarize summary summer sun supper supply support supportive suppose supposed sure
surely surface surprise surprised surprising surround surrounding survey suspect suspects suspicion suspicious sweet
swim switch sympathise sympathy symptom symptoms syntax system tab table tackle tail take taken takes taking talent
talk talked talking tall tap task tasks taste tax taxi tea teach teacher team teams tear technical technique telephone
tell telling tells temper tempo temporary tempted tempting ten tend tendency tennis tension tensor tensors tentative
tentatively term terminology terms terrible terrific test tested tester testing tests text textbook thank thanks
theatre theme themselves theory thereby therefore thick thin thing things think thinking thinks third thirsty thirty
thorough thoroughly though thought thoughtful thoughts thousand thread threat three through throughout thrown throws
thumb thus ticket tidy tight till time times timing tiny tip tired title together told tolerable tomato tomorrow tone
tongue tonight tool toolbox tools tooth top topic topics torch total totally touch tough tour toward towards tower
town toy toys trace track trade tradeoff tradeoffs tradition traffic train trained training translate transport travel
treat treatment treaty trend trial triangle trick tried tries trip trivial trouble troubled troublesome truck true
truly trust trustworthy truth try trying tune turn turned turns twenty twice twist two type typed types typical
typically typing typo typos ugly ultimately unambiguous unaware uncertain uncertainty unchanged uncle unclear
uncomfortable undecided under underlying understand understanding understood undo unease unexpected unfair unfamiliar
unfinished unfortunate unfortunately unhappy unimportant unit university unknown unless unlike unlikely unlock
unnecessary unpleasant unsaid unseen unspecified unsure untested until untouched unusual upon upper upset urban urge
urgent usable use used useful usefulness useless user uses using usual usually utility vacation vague vaguely valid
validate validation valley valuable value values variable variables variant variants varies variety various vary vast
vectorise vectorised vectorize vectorized vehicle verbal verbally verification verified verify verifying version
versions very via victim victory view views village violent visible visit visitor visits visualise visualize vital
voice volume volunteer vote wages wait waiting wake walk walking wall wander wandering want wanted wants war warm
warning warnings warrant wary wash waste watch water wave way ways weak weakest weakness wealth weapon wear weather
website websites wedding week weekend weigh weighing weird welcome well went west wet whatever whenever whereas
whereby wherever whether whichever whisper white whoever whole wide wife wild willing win wind wine wing winner winter
wire wise wish within without woman women wonder wondering wood wool word worded wording words work worked worker
working works workshop world worried worry worrying worse worst worth worthwhile worthy would wound wrap wrestle write
writes writing written wrong wrote yard year years yellow yes yesterday yet yield young yourself youth zone zoom
"""
_TECHNICAL_TEXT = """
accuracy activation activations adam adamw adaptive adjacency affine allclose anneal annealing append approximation
arange argmax argmin argpartition argsort astype asymptotic attends auc augment auroc autoencoder autograd
autoregressive average averaged averages averaging axes axis backprop backpropagate backpropagation backtrack backward
bagging balanced bandwidth batch batched batches batchnorm bayes bayesian bernoulli bert beta bias biased biases
bigram bilinear binary bincount binomial bisect bisection bitmask boolean boost boosting bootstrap broadcast
broadcasting broadcasts brute bucket buckets cache cached caching calibrate calibrated calibration cancel cancellation
cancels cascade cast casting catboost categorical causal ceil centering centring centroid centroids chain cholesky
chunk chunked chunks clamp clamped clamping clamps classifier clip clipped clipping clone cluster clusterings clusters
cnn coefficient coefficients collate collinear collision columntransformer comprehension concatenate concatenated
concatenation conditional conjugate constant constants contiguous contrastive converge converged convergence converges
convex convolution convolutions convolve copied copies copy correlate correlation cosine counter counters covariance
crossentropy crossvalidation cube cumprod cumsum cumulative curvature curve curves cyclic dataloader decay decayed
decode decoded decoder decoding decompose decomposition dedupe deduplicate deduplicated deduplication defaultdict
denominator denormal dense density depth deque derivative derivatives descend descent detach determinant deviation
deviations diagonal dict dictionaries dictionary differentiable differential differentiate dilate dilation discard
discarded discount discounted discretise discretize distance distances distribution distributions diverge diverges
divide divided divides dividing division divisor dominates dot downsample drop dropna dropout dropped dropping drops
dtype duplicate duplicates dynamic eigen eigenvalue eigenvalues eigenvector eigenvectors einsum einsums elbow
elementwise embed embedded embedding embeddings encode encoded encoder encoding ensemble entropies entropy enumerate
epoch epochs eps epsilon estimator euclidean evaluate exclude excluded excludes exclusive exp expm1 exponent
exponential exponentials exponentiate exponentiation f1 factorial factorisation factorise factorization fancyindexing
feedforward fillna finite fisher flashattention flatten flattened flattens floor fold folds forest fourier fraction
freeze frequencies frequency frozen gaussian gelu gemm generator gini global glorot gradcheck gradient gradients
greedy groupby grouped groupkfold gumbel hash hashed hashing hashmap hashset heap heapify heapq hessian heuristic
hinge histogram hyperparameter hyperparameters hypot identity idf imbalance imbalanced impurity imputation impute
incremental inertia inf infinite infinity initialisation initialise initialised initialization initialize initialized
inplace interleave interpolate interpolated interpolation intersect intersection intersections inverse invert inverted
isfinite isinf isnan isneginf isotonic iterate iterates iteration iterations iterator jaccard jacobian jensen kahan
kaiming keepdim keepdims kernel kernels kmeans knuth label labels lagrange laplace largest lasso latent leaf leak
leakage leaks leaky learner lexsort lightgbm likelihood likelihoods linalg linear linspace lipschitz lloyd log log1p
logaddexp logarithm logarithmic logarithms logexp logged logistic logit logits logreg logspace logsumexp lookup lora
loss losses lowercase lstm lstsq magnitude manhattan mann map margin marginal markov mask masked masking masks matmul
matrices matrix max maxima maximise maximised maximize maximized memoise memoised memoization memoize merge merged
merging min minibatch minima minimise minimize minus mode modulo moments momentum monotone monotonic multiclass
multihead multinomial multiple multiples multiplication multiplied multiplier multiplies multiply multiplying mutate
mutates mutating nan nanmean nans ndarray negative neighbor neighbors neighbour neighbours nesterov neuron neurons
newaxis newton ngram node nodes nonfinite nonlinear nonlinearity nonzero norm normalisation normalise normalised
normalises normalising normalization normalize normalized normalizing norms null numerator offset offsets omit omitted
onehot onehotencoder optimise optimiser optimizer optimum orthogonal outlier outliers overfit overfitting overflow
overflows overlap overlapping overlaps oversample pad padded padding pairwise parallel partition pca penalise penalize
penalty percentile permutation permute perplexity pipeline pivot placeholder platt plus poisson polynomial pool pooled
pooling pop positive posterior power powers preallocate precompute precomputed predecessor predict predicted
predicting prediction predictions predicts prefix prime probabilities probability prod projection projections
propagate proportional prune pruning pseudo pseudoinverse quadratic quantile quartile query queue quotient random
randomly randomness randperm rank ranked ranks ratio ratios ravel reciprocal recurrence recursion recursive
recursively reduce reduces reduction redundant regress regression regularisation regularise regularization regularize
reinitialise relu remainder removal remove removed removes removing replace replaced replacement replaces replacing
resample resampling rescale rescaled rescore reseed reservoir reshape reshaped reshapes reshaping residual residuals
resnet retain reverse reversed ridge rmsprop rnn roc root rotate rotation rotations rounding saddle sampler sampling
saturate saturates scalar scalars scaled scaler scales scaling scatter searchsorted seed seeded seeds sentinel
sequential sgd shard shift shifted shifting shifts shuffle shuffled shuffles shuffling sigmoid signed silhouette
similarity singular skew smallest smooth smoothed smoothing smote softmax sorted sorting sorts sparse spearman sqrt
square squared squares squaring squeeze stabilise stabilize stable stack stacked staircase standardise standardised
standardize standardized standardscaler statistic statistics stochastic stopword stratified stratifiedkfold stratify
stride strided strides subgradient sublinear subnormal subsample subset substring subtract subtracted subtracting
subtraction subtracts subword suffix sum summation summed summing sums supervised surrogate svd svm swap symmetric
symmetry tanh target targets temperature tensorise tfidf threshold thresholds tie ties token tokenise tokeniser
tokenize tokenizer tokens tolerance tolerances transformer transpose transposed transposes transposing trapezoid
trapezoidal tree trees triangular trigram tril triu truncate truncated truncates truncation tuple tuples unbiased
underflow underflows uniform uniformly unigram union unions unique unmask unmasked unsigned unsqueeze unstable update
updated updates updating upsample variance variances vector vectors viterbi vitter vocabulary wald warmup weight
weighted weighting weights welford whiten whitney wilcoxon window windows wordpiece xavier xgboost yates zero zeroed
zeroes zeroing zeros zip
"""
_LOOSE_TEXT = """
chain drop drops dropped dropping dynamic evaluate expectation mode network noise object omit omitted path reduce
reduces remove removed removes removing repeat replace replaced replaces replacing replacement update updated updates
updating
"""
_PLAIN_WORDS = frozenset(_PLAIN_TEXT.split()) | STOPWORDS | {"means"}
_TECHNICAL_WORDS = frozenset(_TECHNICAL_TEXT.split())
_TECHNICAL_STEMS = frozenset(map(stem, _TECHNICAL_WORDS))
_LOOSE_WORDS = frozenset(_LOOSE_TEXT.split())
_PLAIN_STEMS = frozenset(map(stem, _PLAIN_WORDS)) - _TECHNICAL_STEMS


@lru_cache(maxsize=8192)
def is_term(word: str) -> bool | None:
    """Say whether a lower-case word is a term of the field; None when neither list knows it."""
    if word in _PLAIN_WORDS or word.isdigit():
        return False
    if word in _TECHNICAL_WORDS:
        return True
    root = stem(word)
    if root in _TECHNICAL_STEMS:
        return True
    return False if root in _PLAIN_STEMS else None


def is_loose(word: str) -> bool:
    """Say whether a term is also said of ordinary things, so that a single one gives nothing away."""
    return word in _LOOSE_WORDS
