"""Units of measure in both languages, with their dimension and their size in its base unit."""

from __future__ import annotations

import re

# Physical units: their dimension, and the size of one in the unit that the dimension counts in.
PHYSICAL: tuple[tuple[str, str, float], ...] = (
    (r"km²|km2|square\skilomet(?:re|er)s?|kilomètres?\scarrés?|sq\.?\skm", "area", 1e6),
    (r"m²|m2|square\smet(?:re|er)s?|mètres?\scarrés?|sq\.?\sm", "area", 1.0),
    (r"hectares?|ha", "area", 1e4),
    (r"acres?", "area", 4046.86),
    (r"square\smiles?|miles?\scarrés?|sq\.?\smi", "area", 2.58999e6),
    (r"square\sfeet|sq\.?\sft|pieds?\scarrés?", "area", 0.092903),
    (
        r"km/h|kph|kmh|kilomet(?:re|er)s?\s(?:per|an)\shour|kilomètres?(?:[-\s]heure|/h|\spar\sheure)",
        "speed",
        1.0,
    ),
    (r"mph|miles\s(?:per|an)\shour|miles\spar\sheure", "speed", 1.60934),
    (r"km|kilomet(?:re|er)s?|kilomètres?", "length", 1000.0),
    (r"cm|centimet(?:re|er)s?|centimètres?", "length", 0.01),
    (r"mm|millimet(?:re|er)s?|millimètres?", "length", 0.001),
    (r"m|met(?:re|er)s?|mètres?", "length", 1.0),
    (r"miles?|mi", "length", 1609.34),
    (r"feet|foot|ft|pieds?", "length", 0.3048),
    (r"inch(?:es)?|pouces?", "length", 0.0254),
    (r"yards?", "length", 0.9144),
    (r"light[-\s]years?|années?[-\s]lumière", "light", 1.0),
    (r"kg|kilos?|kilogrammes?|kilograms?", "mass", 1.0),
    (r"mg|milligram(?:me)?s?", "mass", 1e-6),
    (r"g|gram(?:me)?s?", "mass", 0.001),
    (r"tonnes?|tons?|t", "mass", 1000.0),
    (r"lbs?|pounds?", "mass", 0.453592),
    (r"ounces?|onces?|oz", "mass", 0.0283495),
    (r"ml|millilit(?:re|er)s?", "volume", 0.001),
    (r"lit(?:re|er)s?|l", "volume", 1.0),
    (r"gallons?", "volume", 3.78541),
    (r"barrels?|barils?", "barrel", 1.0),
    (r"°\s?C|degrees?\s(?:Celsius|centigrade)|degrés?\s(?:Celsius|centigrades?)", "celsius", 1.0),
    (r"°\s?F|degrees?\sFahrenheit|degrés?\sFahrenheit", "fahrenheit", 1.0),
    (r"GWh|gigawatt[-\s]?heures?|gigawatt[-\s]?hours?", "work", 1e6),
    (r"MWh|mégawatt[-\s]?heures?|megawatt[-\s]?hours?", "work", 1e3),
    (r"kWh|kilowatt[-\s]?heures?|kilowatt[-\s]?hours?", "work", 1.0),
    (r"GW|gigawatts?", "power", 1e9),
    (r"MW|mégawatts?|megawatts?", "power", 1e6),
    (r"kW|kilowatts?", "power", 1e3),
    (r"W|watts?", "power", 1.0),
    (r"(?:TB|To|terabytes?|téraoctets?)", "bytes", 1e12),
    (r"(?:GB|Go|gigabytes?|gigaoctets?)", "bytes", 1e9),
    (r"(?:MB|Mo|megabytes?|mégaoctets?)", "bytes", 1e6),
    (r"(?:KB|Ko|kilobytes?|kilooctets?)", "bytes", 1e3),
    (r"GHz|gigahertz", "frequency", 1e9),
    (r"MHz|megahertz|mégahertz", "frequency", 1e6),
    (r"kHz|kilohertz", "frequency", 1e3),
    (r"Hz|hertz", "frequency", 1.0),
    (r"decades?|décennies?", "decade", 1.0),
    (r"centur(?:y|ies)|siècles?", "century", 1.0),
    (r"quarters?|trimestres?", "quarter", 1.0),
)
PHYSICAL_PATTERN = re.compile(
    r"[\s\u00a0\u202f-]?(?:(?:de|d['’])\s?)?(?:"
    + "|".join(f"({pattern})" for pattern, _, _ in PHYSICAL)
    + r")(?![\w²'’])"
)
