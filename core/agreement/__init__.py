"""Agreement: how far readers who decided independently agree. No figure is meant to be shown alone."""

from core.agreement.ac1 import gwet_ac1
from core.agreement.kappa import cohen_kappa, kappa_value
from core.agreement.many import ManyAgreement, agreement_of_many, fleiss_kappa, krippendorff_alpha, light_kappa
from core.agreement.pair import Agreement, agreement
from core.agreement.rates import ReaderRates, reader_rates_of
from core.agreement.readers import ReaderAgreement
from core.agreement.reasons import ReasonAgreement, reason_agreement
from core.agreement.scales import SCALES, Interpretation, interpretation
from core.agreement.tables import MAYBE_RULES, categories_under, counted_as, cross_table

__all__ = [
    "MAYBE_RULES",
    "SCALES",
    "Agreement",
    "Interpretation",
    "ManyAgreement",
    "ReaderAgreement",
    "ReaderRates",
    "ReasonAgreement",
    "agreement",
    "agreement_of_many",
    "categories_under",
    "cohen_kappa",
    "counted_as",
    "cross_table",
    "fleiss_kappa",
    "gwet_ac1",
    "interpretation",
    "kappa_value",
    "krippendorff_alpha",
    "light_kappa",
    "reader_rates_of",
    "reason_agreement",
]
