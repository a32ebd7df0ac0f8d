"""The sentence that belongs to each level of each dimension, by kind of question. Data only."""

from collections.abc import Mapping

from question_bank.package import Dimension, Kind

DIMENSION_TITLES: Mapping[Dimension, str] = {
    "problem_solving": "Understanding and solving the problem",
    "ml_knowledge": "Knowledge of the framework and the field",
    "code": "Organised and accurate code",
    "communication": "Communicating the logic",
    "algorithms": "Comfort with ML algorithms",
}
LEVEL_NAMES = ("not assessed", "very weak", "weak", "strong", "very strong")

Four = tuple[str, str, str, str]
_CODE: Four = (
    "The code does not run, or what passes does so by accident.",
    "The code runs, but the main rule is wrong, the work is untidy, or it broke at the end.",
    "The code is correct and readable, with small gaps in guards, speed or tidiness.",
    "The code is correct, lean and guarded, with checks of its own; a reviewer would merge it.",
)
_TALK: Four = (
    "Explanations are missing, or the code says otherwise.",
    "Explanations had to be asked for, or much was said beside the point.",
    "The plan and the main decisions are explained, and questions are answered.",
    "Each decision that matters comes with its reason, doubts are said openly, and it is easy to follow.",
)

ANCHORS: Mapping[Kind, Mapping[Dimension, Four]] = {
    "from_scratch": {
        "problem_solving": (
            "Started without settling inputs and outputs, and ended far from a solution or with the steps given.",
            "Asked a little, but missed a stated rule or the main edge case, and went on by hints or guesses.",
            "Settled inputs, outputs and when to stop, followed a plan, and repaired failures with a nudge at most.",
            (
                "Settled edge cases and sizes before coding, the plan held, own failures were diagnosed, and "
                "time was left."
            ),
        ),
        "ml_knowledge": (
            "Takes the method for another one, or does not know what it aims at.",
            "Knows the steps; why, when and how to choose the parameters stay vague or wrong.",
            "Knows what the method aims at, its limits and how to choose its parameters, with one gap.",
            "Also knows how to start it, when it fails, what else there is and what changes at scale, with reasons.",
        ),
        "code": _CODE,
        "communication": _TALK,
        "algorithms": (
            "Another method, or none.",
            "The frame is there, but a defining step is wrong or came from hints.",
            "Builds the method, explains it and knows its cost.",
            "Builds it with its numerics, can derive it and take it further.",
        ),
    },
    "operation": {
        "problem_solving": (
            "Could not say what shape comes out.",
            "Has the picture, but got to shapes and indices by trial.",
            "States the shape rule and finds own indexing faults.",
            "Fixed shape, layout and options at the start and checked against a second way to compute it.",
        ),
        "ml_knowledge": (
            "Could not say what the operation is for.",
            "Names its parts, but not why they are there.",
            "Gives the right reasons and knows its relatives and cost.",
            "Also knows its gradient, variants and what it means for memory and hardware.",
        ),
        "code": _CODE,
        "communication": _TALK,
        "algorithms": (
            "Indices or products are wrong throughout.",
            "Became right by trial; own lines could not be explained.",
            "Works, each line can be explained, and the cost is right.",
            "Also extended to gradients or more dimensions, and verified.",
        ),
    },
    "end_to_end": {
        "problem_solving": (
            "Fitted a model before looking at the data or asking what the score is for.",
            "Cleaned by habit; a leak, the balance of classes or the time was missed.",
            "Looked at target and gaps, chose a metric for the use, and noticed results that could not be true.",
            "Began with use, cost and the moment of prediction, questioned each column, and kept a working version.",
        ),
        "ml_knowledge": (
            "Accuracy on training data, without a split.",
            "The usual recipe with a hole in it: a leak, the order of fitting, or the metric.",
            "A sound split, pipeline and metric, and a baseline when asked.",
            "Baseline, threshold from costs, uncertainty, drift and fairness without being asked.",
        ),
        "code": _CODE,
        "communication": _TALK,
        "algorithms": (
            "Nothing was learnt from the data, or it was memorised.",
            "A model fits; choice and tuning followed habit.",
            "A suitable model, tuned knowingly, with the balance of classes in view.",
            "Chose by size and use of the data, tuned inside validation, and knows what would change the choice.",
        ),
    },
    "debug": {
        "problem_solving": (
            "Changed lines without finding what was wrong.",
            "Found a fault, but by trial, and others stayed.",
            "Narrowed the faults down, named their causes and repaired them.",
            "Found every fault by reasoning, showed each with a small case, and checked that nothing else broke.",
        ),
        "ml_knowledge": (
            "Could not say what the program should do.",
            "Knows the parts, but not why the faults matter.",
            "Knows what each fault does to the result.",
            "Also knows how such faults show in training and how to guard against them.",
        ),
        "code": _CODE,
        "communication": _TALK,
        "algorithms": (
            "The method stayed broken.",
            "Repaired in part; a defining step is still wrong.",
            "Repaired, explained, and the cost known.",
            "Repaired with its numerics, and knows which checks would have caught it.",
        ),
    },
}


def anchor(kind: Kind, dimension: Dimension, level: int) -> str:
    """Give the sentence of a level from 1 to 4."""
    return ANCHORS[kind][dimension][level - 1]
