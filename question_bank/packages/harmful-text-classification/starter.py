"""Find harmful messages in a chat. Run shows what you print and the figures you draw."""

import pandas as pd


def score_messages(train, new):
    """Learn from `train`, score the messages of `new`, and say how many of the harmful ones will be found.

    train    DataFrame with the columns of messages.csv
    new      DataFrame with the same columns in any order, without `harmful`
    returns  two things, (scores, recall):
      scores   1-D array, one finite number for each row of `new`, in their order: the higher, the more likely harmful
      recall   one number: the share of the harmful messages that you expect among the tenth with the highest scores,
               for messages that the model has not seen; it can be known from `train` alone
    """
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("messages.csv")
    print(table.shape)
    print(table.head())
