"""Model to diagnostics: one rule is one generator and one row in this table."""

from zi_build.checks import (
    assessment,
    counts,
    evidence,
    instrument,
    leak,
    listing,
    names,
    pages,
    shape,
    standing,
    tables,
)
from zi_build.checks.rule import Rule
from zi_build.diagnostics import Diagnostic, Severity
from zi_build.model.workspace import Workspace

_E, _W = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule("ZI001", _E, shape.yaml_readable),
    Rule("ZI002", _E, shape.yaml_plain),
    Rule("ZI003", _E, shape.duplicate_key),
    Rule("ZI004", _E, shape.unknown_key),
    Rule("ZI005", _E, shape.value_shape),
    Rule("ZI006", _E, shape.missing_key),
    Rule("ZI007", _E, shape.no_links),
    Rule("ZI008", _E, shape.name_collision),
    Rule("ZI009", _E, shape.utf8_text),
    Rule("ZI010", _E, shape.readable),
    Rule("ZI101", _E, instrument.known_folder),
    Rule("ZI102", _E, instrument.known_document),
    Rule("ZI103", _E, instrument.alias_folder),
    Rule("ZI104", _E, instrument.known_directive),
    Rule("ZI105", _E, instrument.known_rubric),
    Rule("ZI106", _E, instrument.known_reference, answers=True),
    Rule("ZI201", _E, evidence.has_period),
    Rule("ZI202", _E, evidence.real_period),
    Rule("ZI203", _E, evidence.fine_enough),
    Rule("ZI204", _E, evidence.accepted_kind),
    Rule("ZI205", _E, evidence.honest_content),
    Rule("ZI206", _E, evidence.not_empty),
    Rule("ZI207", _E, evidence.opens),
    Rule("ZI208", _E, evidence.one_paper_one_period),
    Rule("ZI209", _E, evidence.no_orphan_sidecar),
    Rule("ZI210", _E, evidence.loosened_with_reason),
    Rule("ZI211", _E, evidence.sound_twin),
    Rule("ZI212", _E, evidence.in_its_place),
    Rule("ZI213", _E, evidence.nihil_allowed),
    Rule("ZI214", _W, evidence.sorted_inbox),
    Rule("ZI215", _W, evidence.not_too_large),
    Rule("ZI216", _E, evidence.validity_after_date),
    Rule("ZI217", _W, pages.pages_there),
    Rule("ZI218", _W, pages.pages_of_a_paper),
    Rule("ZI219", _E, names.holds_on_windows),
    Rule("ZI220", _W, names.short_enough),
    Rule("ZI221", _W, names.not_far_ahead),
    Rule("ZI301", _E, assessment.on_the_scale, answers=True),
    Rule("ZI302", _E, assessment.known_criterion, answers=True),
    Rule("ZI303", _E, assessment.waiver_with_reason, answers=True),
    Rule("ZI304", _E, assessment.verified_with_date, answers=True),
    Rule("ZI305", _W, assessment.verified_papers_stand, answers=True),
    Rule("ZI306", _E, assessment.result_in_range, answers=True),
    Rule("ZI307", _E, assessment.report_exists, answers=True),
    Rule("ZI308", _E, assessment.held_with_decree, answers=True),
    Rule("ZI309", _E, counts.sound_counts, answers=True),
    Rule("ZI311", _E, standing.decree_has_number),
    Rule("ZI312", _E, standing.held_as_history_tells, answers=True),
    Rule("ZI313", _E, standing.known_requirement),
    Rule("ZI314", _E, standing.proof_is_there),
    Rule("ZI321", _E, tables.table_opens),
    Rule("ZI322", _E, tables.table_columns),
    Rule("ZI323", _W, tables.rows_counted),
    Rule("ZI324", _E, tables.no_identity_column),
    Rule("ZI325", _W, tables.table_named),
    Rule("ZI326", _W, tables.enough_to_count),
    Rule("ZI327", _E, tables.value_agrees, answers=True),
    Rule("ZI328", _W, tables.complaints_agree, answers=True),
    Rule("ZI329", _E, tables.one_table_one_period),
    Rule("ZI330", _E, tables.on_one_scale),
    Rule("ZI331", _W, tables.columns_read),
    Rule("ZI332", _W, tables.dates_in_period),
    Rule("ZI341", _E, listing.register_opens),
    Rule("ZI342", _E, listing.register_head),
    Rule("ZI343", _E, listing.register_value),
    Rule("ZI344", _E, listing.register_agrees),
    Rule("ZI345", _E, listing.one_row_one_file),
    Rule("ZI346", _W, listing.no_row_without_file),
    Rule("ZI347", _W, listing.row_agrees_with_sidecar),
    Rule("ZI348", _W, listing.row_follows_its_file),
    Rule("ZI349", _E, listing.register_is_the_one),
    Rule("ZI351", _W, assessment.judged_by_now, answers=True),
    Rule("ZI401", _E, leak.no_leak),
    Rule("ZI402", _W, leak.loosened_is_listed),
    Rule("ZI403", _E, leak.no_personal_number),
    Rule("ZI404", _E, leak.no_hidden_sheet),
)
BY_CODE = {rule.code: rule for rule in RULES}


def run(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Return every violation, sorted by place; rules of answers look at every rubric's."""
    found = {diagnostic for rule in RULES for diagnostic in rule.run(workspace)}
    for rubric_id in workspace.others:
        under = workspace.under(rubric_id)
        found |= {one for rule in RULES if rule.answers for one in rule.run(under)}
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))
