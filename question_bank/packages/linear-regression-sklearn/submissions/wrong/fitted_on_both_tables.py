"""Fits imputer and scaler on both tables together, and a ridge behind them."""

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TARGET = "minutes"
NUMBERS = ["distance_km", "load_kg", "parcels", "orders_waiting", "courier_months", "temperature_c"]
CATEGORIES = ["district", "vehicle", "weather"]


def make_model():
    # Whatever learns from data is inside, so each fold fits it anew on its own training rows.
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    categories = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="missing"), OneHotEncoder(handle_unknown="ignore")
    )
    return ColumnTransformer([("numbers", numbers, NUMBERS), ("categories", categories, CATEGORIES)])


def predict_minutes(train, new):
    y = train[TARGET]
    columns = make_model().fit(pd.concat([train[NUMBERS + CATEGORIES], new[NUMBERS + CATEGORIES]]))
    x = columns.transform(train)
    held_out = cross_val_predict(Ridge(), x, y, cv=5)
    error = float(np.sqrt(np.mean((y - held_out) ** 2)))
    model = Ridge().fit(x, y)
    return model.predict(columns.transform(new)), error
