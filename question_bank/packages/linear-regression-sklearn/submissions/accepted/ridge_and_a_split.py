"""Ridge with its strength chosen by validation; a fifth of the rows is held out for the error."""

import pandas as pd
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import RidgeCV
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def build():
    prepare = make_column_transformer(
        (
            make_pipeline(SimpleImputer(strategy="mean", add_indicator=True), StandardScaler()),
            make_column_selector(dtype_include="number"),
        ),
        (
            make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")),
            make_column_selector(dtype_exclude="number"),
        ),
    )
    return Pipeline([("prepare", prepare), ("model", RidgeCV(alphas=[0.01, 0.1, 1.0, 10.0, 100.0]))])


def predict_minutes(train: pd.DataFrame, new: pd.DataFrame):
    features = train.drop(columns="minutes")
    x_fit, x_held, y_fit, y_held = train_test_split(features, train["minutes"], test_size=0.2, random_state=42)
    rmse = root_mean_squared_error(y_held, build().fit(x_fit, y_fit).predict(x_held))
    final = build().fit(features, train["minutes"])
    return {"minutes": final.predict(new[features.columns]), "error": rmse}
