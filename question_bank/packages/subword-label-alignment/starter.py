import torch


def encode(tokenizer, words, labels, max_length=128):
    """Tokenise sentences of words; return input_ids, attention_mask and aligned labels as a dictionary of tensors."""
    # Your code goes here.


if __name__ == "__main__":
    # A tiny tokeniser to play with: "playing" becomes play + ##ing.
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    vocabulary = {"[PAD]": 0, "[UNK]": 1, "play": 2, "##ing": 3, "is": 4, "Ann": 5}
    inner = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, pad_token="[PAD]", unk_token="[UNK]")
    print(encode(tokenizer, [["Ann", "is", "playing"], ["Ann"]], [[1, 0, 0], [1]]))
