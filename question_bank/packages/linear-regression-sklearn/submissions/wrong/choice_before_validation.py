"""Chooses among many products of columns by the target, on all rows, and validates only then."""

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, PolynomialFeatures, StandardScaler

TARGET = "minutes"
NUMBERS = ["distance_km", "load_kg", "parcels", "orders_waiting", "courier_months", "temperature_c"]
CATEGORIES = ["district", "vehicle", "weather"]


def make_model():
    # Whatever learns from data is inside, so each fold fits it anew on its own training rows.
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    categories = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="missing"), OneHotEncoder(handle_unknown="ignore")
    )
    columns = ColumnTransformer([("numbers", numbers, NUMBERS), ("categories", categories, CATEGORIES)])
    return make_pipeline(columns, PolynomialFeatures(2, include_bias=False), SelectKBest(f_regression, k=25))


def predict_minutes(train, new):
    y = train[TARGET]
    columns = make_model().fit(train[NUMBERS + CATEGORIES], y)
    x = columns.transform(train[NUMBERS + CATEGORIES])
    held_out = cross_val_predict(Ridge(), x, y, cv=5)
    error = float(np.sqrt(np.mean((y - held_out) ** 2)))
    model = Ridge().fit(x, y)
    return model.predict(columns.transform(new)), error
