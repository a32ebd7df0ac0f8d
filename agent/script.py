"""The interviewer's words: several natural wordings for each thing it may say, and the choice among them.

The choice depends on the session's seed and on what was already said, so the same log gives the same words and no
wording comes back while another is left. Short sentences, plain words, no praise. Must not know when a line is said.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_SLOT = re.compile(r"\{\w+\}")

LINES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # Opening
        "greet": (
            "Hello, and welcome. We have {minutes} minutes. Think aloud as you work, and run your code when you like.",
            "Hi, good to meet you. We have {minutes} minutes for one task. Tell me how you think while you solve it.",
            "Welcome. There is one task and {minutes} minutes. Talk me through it, and use Run as often as you want.",
        ),
        "present_again": (
            "Here it is again. {text}",
            "Of course, once more. {text}",
            "Let me say it again. {text}",
        ),
        # Facts
        "answer": (
            "Sure. {text}",
            "Yes, about that: {text}",
            "For this task: {text}",
            "Let me settle that. {text}",
            "Here is what you can rely on. {text}",
            "To answer that: {text}",
        ),
        "answer_also": (
            "And for the other part: {text}",
            "As for the rest: {text}",
            "On your other point: {text}",
        ),
        "answer_next": (
            "Next: {text}",
            "Then: {text}",
            "Also: {text}",
            "Further: {text}",
            "After that: {text}",
        ),
        "answer_again": (
            "No problem, once more: {text}",
            "As before: {text}",
            "Sure, again: {text}",
            "Happy to repeat it: {text}",
        ),
        "ask_back_two": (
            "Do you mean {a}, or {b}?",
            "Just so that I answer the right thing: is it about {a} or about {b}?",
            "Which one are you after: {a}, or {b}?",
            "I can read that two ways. Is it {a} or {b}?",
        ),
        "ask_back_one": (
            "Are you asking about {a}?",
            "Do I understand you right, is this about {a}?",
            "Is your question about {a}?",
        ),
        "ask_differently": (
            "Then please put your question another way.",
            "All right. Ask it in other words and I will try again.",
            "Fine, neither of those. Say it once more in a different way, please.",
        ),
        "your_call": (
            "That is up to you. Choose one way and tell me why.",
            "The task leaves that open. Pick what you find sensible and say so.",
            "I have no preference there. Decide, and give me your reason.",
            "You may decide that yourself. I would like to hear what speaks for your choice.",
            "Nothing is fixed about that. Make a choice that you can defend.",
            "I leave that to you. State what you settle on and go from there.",
        ),
        "task_is_set": (
            "That is how the task is set. If you see it differently, we can come back to it in the discussion.",
            "Take it as given for today. What speaks against it is worth a word later on.",
            "It is fixed for this task. Another choice may make sense elsewhere.",
        ),
        "assumption_fits": (
            "Yes, you can rely on that.",
            "That holds here.",
            "Yes, work with that.",
            "That is how it is in this task.",
        ),
        "assumption_precise": (
            "Let me be exact about that. {text}",
            "Before you build on it, the precise version: {text}",
            "One thing to set straight there: {text}",
            "Please take it this way: {text}",
        ),
        "assumption_open": (
            "Noted. The task does not fix that, so keep it in mind as your own assumption.",
            "I have nothing that settles it. Treat it as your assumption.",
            "All right, that one is yours to make. Remember that you made it.",
        ),
        # Plan
        "ask_plan": (
            "Before you write code, how do you plan to go about it?",
            "What is your plan? Walk me through the main steps before you code.",
            "How would you approach this? A rough outline is enough before we get to code.",
        ),
        "ask_plan_typing": (
            "I see that you have begun to type. What is your plan, in a few sentences?",
            "Before the code grows: what are the main steps that you have in mind?",
            "You can go on typing in a moment. How do you intend to solve it?",
        ),
        "ask_plan_over": (
            "Let us move on from the questions. What is your plan?",
            "I would like to keep us moving. How would you go about it?",
            "Time to think about the approach. What are the main steps?",
        ),
        "plan_more": (
            "Say a little more: what are the steps, and what does each one compute?",
            "Could you break that into its main steps?",
            "What happens first, what comes after it, and when is it finished?",
        ),
        "start_code": (
            "Okay. Go ahead and write it.",
            "That is enough to begin with. Please start coding.",
            "Thanks. Over to the code.",
            "All right, let us see it in code.",
        ),
        "start_code_over": (
            "Let us get to the code now. You can explain as you go.",
            "I would like you to start writing. Tell me your steps on the way.",
            "We should begin with the code. Talk me through it while you type.",
        ),
        # Short replies
        "acknowledge": (
            "Okay.",
            "I see.",
            "All right.",
            "Noted.",
            "Thanks.",
        ),
        "another_topic": (
            "Another topic.",
            "Let me take up something else.",
            "On to a different point.",
            "Something else now.",
            "Let us turn to another side of it.",
            "A different question.",
        ),
        "stay_on": (
            "Let me stay with that for a moment.",
            "A little more on this one.",
            "Staying with that point.",
            "Let us go one step further there.",
            "I would like to hear a bit more on that.",
        ),
        "touched_already": (
            "You have spoken about part of what I was going to ask, so I leave that out.",
            "Some of what I had in mind came up in your answer, so I skip it.",
            "Your answer took in more than I asked, so I leave out what it touched on.",
        ),
        "carry_on": (
            "Have a look, and run it again when you like.",
            "The next run will show more.",
            "Take it from there.",
            "A small input of your own may tell you more.",
        ),
        "hint_declined": (
            "As you like. It stays available.",
            "Fine, carry on. You can ask for it later.",
            "All right, without one. The offer stands.",
        ),
        "code_in_chat": (
            "I read code in the editor, not here. Please put it there, and tell me in words what it does.",
            "Code belongs in the editor. Here I would like to hear your reasoning in your own words.",
            "I leave code in the chat aside. Type it into the editor, and describe here what you mean.",
        ),
        "leave_it": (
            "That is fine, we leave it there.",
            "No problem. Let us go past that one.",
            "Fair enough. We will not dwell on it.",
            "All right, we can set that aside.",
        ),
        "greet_back": (
            "Good to have you here. Take the time that you need.",
            "Thanks for being here. Go ahead when you are ready.",
            "Glad to talk. Please go on when you like.",
        ),
        "another_language": (
            "I can follow English only, I am sorry. Please say it in English.",
            "I did not understand that language. English would help me.",
            "Please use English, so that I can follow you.",
        ),
        "time_left": (
            "About {minutes} left.",
            "There are roughly {minutes} left.",
            "You have around {minutes}.",
        ),
        "how_to_stop": (
            "If you want to stop, use the End button; I will not end it on my own. Otherwise just go on.",
            "You can end the interview with the End button at any time. Until then we continue.",
            "The End button closes the interview. I keep going until you press it.",
        ),
        # Hints
        "hint": (
            "Here is a hint; it will be noted in your debrief. {text}",
            "All right, a hint, which counts a little in the debrief. {text}",
            "Let me help you along. This goes into the debrief as a hint. {text}",
            "A hint, then; the debrief will list it. {text}",
        ),
        "offer_hint": (
            "Would you like a hint? It would be noted in the debrief.",
            "Shall I give you a hint? The debrief will mention it.",
            "I can offer a hint, at a small cost in the debrief. Do you want it?",
        ),
        "offer_hint_stuck": (
            "This has ended the same way a few times now. Do you want a hint? It would be noted in the debrief.",
            "You have met the same result several times. Shall I give a hint? The debrief will list it.",
            "The last runs all stopped at the same place. Would a hint help? It counts a little in the debrief.",
        ),
        "no_more_hints": (
            "I have no further hints. Trust what you have and try a small example by hand.",
            "That was the last hint that I had. A tiny example on paper often helps from here.",
            "There are no hints left. Take the smallest input you can think of and follow it through.",
        ),
        "no_hints_now": (
            "For these questions I would rather hear your own thoughts. A partial answer is fine.",
            "No hints for this part. Say what you know, even if it is incomplete.",
            "I will leave that to you. Think aloud and we will see how far it gets.",
        ),
        # Declining
        "deflect_answer": (
            "I cannot hand that over, but I am interested in how you would get there.",
            "That part is yours to work out. You may ask for a hint if you need one.",
            "I will not give that away. Tell me where you are and what you would try next.",
            "I keep that to myself during the interview. Let us stay with your own approach.",
        ),
        "deflect_answer_in_talk": (
            "The answer should come from you. A partial one is fine, or say pass and we go on.",
            "I would like to hear your own view. You can also skip this one.",
            "That is what I am asking you. Half a thought will do, or we take the next one.",
        ),
        "deflect_verdict": (
            "I would rather not judge that now. Think of a way to convince yourself.",
            "Try it on a small input and see what it tells you.",
            "You can find that out with a run. I will not say it in advance.",
            "Let the checks answer that. Your own reasoning interests me more.",
        ),
        "deflect_orders": (
            "I will stay with the interview. Let us go on with the task.",
            "That is not something I can act on. Please continue with the task.",
            "I noticed that, and it changes nothing here. Back to the task.",
            "My part stays as it is. Let us return to the problem.",
        ),
        # Runs
        "run_failed_visible": (
            "The example \u201c{title}\u201d does not pass. What do you think happens there?",
            "\u201c{title}\u201d gives something else than expected. Where would you look?",
            "The run stops short at \u201c{title}\u201d. How do you explain the difference?",
        ),
        "run_failed_hidden": (
            "Not every hidden check passes; one that does not is about {topic}. What would you look at?",
            "The submission fails a hidden check about {topic}. Which inputs could your code get wrong?",
            "Something about {topic} is not right yet. What would your code do with unusual inputs?",
        ),
        "run_error": (
            "The run stopped with an error{line}. What does it tell you?",
            "There is an error{line}. How do you read it?",
            "It raised an error{line}. What do you make of it?",
        ),
        "run_limit": (
            "The run was cut off at the {limit}. Where do you think that goes?",
            "It used up the {limit}. Which part of the code is the expensive one?",
            "The {limit} ended the run. What dominates the cost?",
        ),
        "run_output": (
            "The run printed more than fits. Please print less and run again.",
            "There was too much output, so the run was stopped. Trim what you print.",
            "The output limit ended that run. A few printed values are enough.",
        ),
        "run_forbidden": (
            "The code used something that is ruled out here. What could you use instead?",
            "Part of that is not allowed in this task. How would you do without it?",
            "The run was refused because of something that is not permitted. What else could you do?",
        ),
        "run_waits": (
            "The machine is busy right now; {before}. The wait is not counted as your time.",
            "Your run has to wait a little: {before}. That time will be given back to you.",
            "There is a short queue for the machine, and {before}. The waiting does not count.",
        ),
        "meanwhile_plan": (
            "While it waits, you could tell me the idea behind your code.",
            "Until it comes back, I would be glad to hear how your solution works.",
            "Meanwhile, feel free to walk me through your approach.",
        ),
        "meanwhile_cost": (
            "While it waits, you could tell me how the running time grows with the input.",
            "Until it comes back, a word on what your solution costs would be welcome.",
            "Meanwhile, feel free to say what time and memory it takes.",
        ),
        "run_fault": (
            "That run failed because of a fault on our side, not because of your code. Please run it again.",
            "Something of ours broke during that run. Your code is not to blame; please try once more.",
            "The runner had a problem of its own. Your code did not cause it. Run it again, please.",
        ),
        "nothing_written": (
            "There is no code of yours in the editor yet, so there is nothing to check. Please write a first version.",
            "The editor still holds the starter, so the run says nothing yet. Begin with a part that you are sure of.",
            "Nothing has been written yet, so a run cannot show much. A rough first version is enough to begin with.",
        ),
        "what_would_you_test": (
            "There is no code yet. Once there is, which inputs would you try first?",
            "Nothing is written so far. Which cases would your solution have to get right?",
            "As there is no code to look at yet: what would you test on it?",
        ),
        "still_open": (
            "Not every check passes yet. My last question is still open and may help you there.",
            "Something does not pass yet. Have another look at what I asked last.",
            "It does not pass everything. What I asked before may lead you there.",
        ),
        "run_passed": (
            "The examples pass. What else would you test before you submit?",
            "The visible examples are through. Which inputs could still break it?",
            "That runs through. How would you convince yourself that it holds in general?",
        ),
        "run_passed_again": (
            "The examples pass. Submit when you are ready.",
            "That passes. You can submit it when you want to.",
            "The examples are through again. Submit whenever you like.",
        ),
        "submit_passed": (
            "All checks pass.",
            "The submission passes every check.",
            "Every check went through.",
        ),
        "ask_verify": (
            "How would you convince yourself that it is correct?",
            "What would you test, and why?",
            "Which cases would you try before you call it finished?",
        ),
        "not_run_yet": (
            "I have not seen this version run. What do you expect to happen when you run it?",
            "The code as it stands has not been run. What would you check first?",
            "Let us see it run. Which inputs would you try?",
        ),
        "go_submit": (
            "Submit it when you are ready, and we will see what the checks say.",
            "Please submit, so that the checks can speak.",
            "Then submit it, and we look at the result together.",
        ),
        # Discussion
        "to_discussion": (
            "Let us talk about it.",
            "I have a few questions.",
            "Now for the discussion.",
        ),
        "stop_coding": (
            "I would like to leave time for a few questions, so please leave the code as it is.",
            "Let us stop coding here and talk about what you have.",
            "We need the remaining time for questions. The code can stay as it stands.",
        ),
        "ask_cost": (
            "What are the time and memory costs of your solution?",
            "How do running time and memory grow with the size of the input?",
            "Can you state the complexity of what you wrote, in time and in memory?",
        ),
        "ask_cost_why": (
            "How do you arrive at that? Go through the loops and the array operations.",
            "Walk me through that count, step by step.",
            "Which part of the code gives that term?",
        ),
        "skip_question": (
            "Let us leave that question.",
            "We can go on without that one.",
            "That one can stay open.",
        ),
        "reflect": (
            "We are nearly at the end. Is there anything you would do differently with more time?",
            "Before we close: what would you change or add if you had another hour?",
            "One last thing. With more time, what would you improve?",
        ),
        "close": (
            "Thank you for your time. That is the end of the interview. Your debrief is ready to read.",
            "We stop here. Thank you for working through this with me. The debrief shows what I noted.",
            "That brings us to the end. Thank you. You will find the details in the debrief.",
        ),
        "close_time_up": (
            "Our time is up. Thank you. The debrief shows where things stood.",
            "That was the last minute, so we stop here. Thank you for your work; the debrief has the details.",
            "Time is over. Thank you for the session. Have a look at the debrief next.",
        ),
        "close_left": (
            "All right, we stop here. The debrief covers what we got to.",
            "We end it at this point. What we did is in the debrief.",
            "Ending here, as you asked. The debrief shows what there is so far.",
        ),
        # Moving on
        "move_to_code": (
            "Going on to the code. Please tell me what you do as you write.",
            "On to coding, then. Keep me posted on your steps.",
            "We continue with the code. Say aloud what you are doing.",
        ),
        "move_to_verify": (
            "Then let us look at whether it works.",
            "On to checking it.",
            "We continue with testing.",
        ),
        "move_to_discussion": (
            "Then we go on to the discussion.",
            "On to some questions.",
            "We continue with a few questions.",
        ),
        # Clock
        "time_check": (
            "A quick look at the clock: about {minutes} remain for the code.",
            "Just so that you know, roughly {minutes} are left for coding.",
            "Time check. There are around {minutes} for the code.",
        ),
        "code_over": (
            "The time that we planned for coding is used up. Bring it to a state that runs.",
            "We are at the end of the coding time. Finish what you are on and run it.",
            "Coding time is over as planned. Please get it running, then we look at it.",
        ),
        "five_minutes": (
            "Five minutes remain in total.",
            "We have five minutes left altogether.",
            "A note on time: five minutes to go.",
        ),
        # Silence
        "nudge_clarify": (
            "Take your time. Tell me what goes through your mind about the task.",
            "No rush. You can think aloud if you like.",
            "I am here if anything is on your mind.",
        ),
        "nudge_plan": (
            "Feel free to think aloud. Half an idea is enough to start from.",
            "A first rough step is fine. You need not have all of it.",
            "Start with whatever part is clear to you.",
        ),
        "nudge_code": (
            "Take your time. When it suits you, tell me what you are working on.",
            "No hurry. A word on where you are would help me follow.",
            "I am following along. Say what you are thinking about when you are ready.",
        ),
        "nudge_verify": (
            "Whenever you are ready, run it, or tell me what you are checking.",
            "Take a moment. You can run or submit as soon as you like.",
            "No rush. Let me know what you are looking at.",
        ),
        "nudge_discuss": (
            "Take your time. A partial answer is fine.",
            "No rush. Say what comes to mind first.",
            "You can think aloud; it need not be complete.",
        ),
    }
)
"""By what is said; slots stand in braces."""


def choose(key: str, *, seed: int, seq: int, said: Sequence[str]) -> str:
    """Pick a wording: among those said least often so far, the one that seed and sequence number point at.

    The one that was said last does not come again at once.
    """
    lines = LINES[key]
    for text in reversed(said):
        latest = [line for line in lines if _is_in(line, text)]
        if latest:
            lines = tuple(line for line in lines if line not in latest) or lines
            break
    uses = [sum(_is_in(line, text) for text in said) for line in lines]
    least = min(uses)
    fresh = [line for line, n_uses in zip(lines, uses, strict=True) if n_uses == least]
    digest = hashlib.sha256(f"{seed}:{seq}:{key}".encode()).digest()
    return fresh[int.from_bytes(digest[:8]) % len(fresh)]


def fill(line: str, slots: Mapping[str, str]) -> str:
    """Put values into a wording's slots; braces in a value stay as they are."""
    return _SLOT.sub(lambda slot: slots[slot[0][1:-1]], line)


def minutes_in_words(ms: int) -> str:
    """Write a span as minutes, rounded up: `1 minute`, `12 minutes`."""
    minutes = max(1, -(-ms // 60_000))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _is_in(line: str, text: str) -> bool:
    """Say whether a text was made from a wording, alone or beside another."""
    pieces = [piece for piece in _SLOT.split(line) if piece.strip()]
    if len(pieces) == 1 and pieces[0] == line:
        return text == line or text.startswith(f"{line} ") or text.endswith(f" {line}") or f" {line} " in text
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
