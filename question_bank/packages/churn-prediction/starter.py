"""Predict who will leave the app. Run shows what you print and the figures you draw."""

import pandas as pd


def predict_churn(train, customers):
    """Learn from `train`, return the probability of churn for each row of `customers`.

    train      DataFrame with the columns of customers.csv
    customers  DataFrame of one row or many, the same columns in any order, without `churned`
    returns    1-D NumPy array, one probability per row of `customers`, in their order
    """
    raise NotImplementedError


def report(train):
    """Say how well predict_churn will do on customers it has not seen, knowing nothing but `train`.

    Returns a dictionary of plain values:
      "metric"     the one figure that you would show, by one of these names:
                   accuracy, average_precision, brier, f1, log_loss, roc_auc, value_per_customer,
                   lift_at_10_percent, precision_at_10_percent, recall_at_10_percent
      "value"      what you expect it to be for predict_churn(train, new_customers)
      "threshold"  probability from which a customer gets an offer

    `at_10_percent` looks at the tenth of the customers with the highest probability. accuracy, f1 and
    value_per_customer (euros earned per customer in the table) use your threshold.
    """
    raise NotImplementedError


if __name__ == "__main__":
    table = pd.read_csv("customers.csv")
    print(table.shape)
    print(table.head())
