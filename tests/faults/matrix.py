"""The index of faults: each row of the matrix, the tests that show it, and those that show that it bites.

A test is named by its file below `tests/` and its name. A control puts the same fault to a store, a reader or
a terminal that is not ours, or leaves out what ours does, and must see it fail.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One fault, what shows that we stand it, and what shows that it is one."""

    fault: str
    shown: tuple[str, ...]
    control: tuple[str, ...]


CALLS = "faults/test_row_01_to_05_each_system_call.py::test_"
DISKS = "faults/test_row_06_to_08_full_and_closed_disks.py::test_"
KILLS = "faults/test_row_09_random_kills.py::test_"
POWER = "faults/test_row_10_power_cut.py::test_"
CRASH = "faults/test_row_11_crash_states.py::test_"
BITS = "faults/test_row_12_flipped_bits.py::test_"
MANY = "faults/test_row_13_to_17_many_at_once.py::test_"
COPIES = "faults/test_row_18_19_30_copies_and_clocks.py::test_"
FLOODS = "faults/test_row_20_floods.py::test_"
SCREEN = "faults/test_row_21_22_text_on_a_terminal.py::test_"
TEXTS = "faults/test_row_23_to_26_text_in_files.py::test_"
OTHERS = "faults/test_row_27_to_29_who_else_is_there.py::test_"
DAMAGE, HIDDEN = "timeline/test_damage.py::test_", "timeline/test_hidden_loss.py::test_"
PRIVATE, PULSE = "timeline/test_private_files.py::test_", "timeline/test_pulse.py::test_"
RESERVES, FORKS = "timeline/test_reserves.py::test_", "timeline/test_forks.py::test_"
RECOVERY, REDACTION = "timeline/test_recovery.py::test_", "timeline/test_redaction.py::test_"
RECORD, SAFE = "timeline/test_record.py::test_", "render/test_safe.py::test_"
YAML, FOLLOW = "library/test_reading_yaml.py::test_", "cli/test_follow_up.py::test_"

_EACH = (
    f"{CALLS}whichever_call_of_a_note_fails_or_kills_it_what_was_said_is_so",
    f"{CALLS}whichever_call_of_a_declaration_fails_there_is_a_whole_incident_or_none",
)
_NAIVE = (f"{CALLS}a_naive_store_fails_under_the_same_injections",)

ROWS: dict[int, Row] = {
    1: Row("EIO at each call of an append", _EACH, _NAIVE),
    2: Row(
        "ENOSPC at each call of an append",
        (*_EACH, f"{PRIVATE}a_full_disk_sends_the_fact_to_the_fallback",
         f"{PRIVATE}when_no_file_takes_it_the_text_is_given_back",
         f"{RESERVES}when_the_ballast_is_used_up_facts_go_outside_and_nothing_is_lost"),
        _NAIVE,
    ),
    3: Row("EINTR at each call of an append", _EACH, _NAIVE),
    4: Row(
        "SIGKILL at each call, from four states",
        (*_EACH, f"{CALLS}a_note_that_is_killed_as_it_writes_leaves_the_log_as_it_was"),
        _NAIVE,
    ),
    5: Row(
        "fsync fails, and what was written can be read",
        (f"{CALLS}a_disk_that_confirms_nothing_is_told_and_one_that_fails_once_is_gone_round",
         f"{PRIVATE}when_fsync_fails_the_same_facts_go_to_a_new_file",
         f"{PRIVATE}when_fsync_fails_everywhere_the_fact_is_unconfirmed"),
        (f"{POWER}a_store_that_does_not_wait_for_the_disk_loses_facts",),
    ),
    6: Row(
        "a short write",
        (f"{DISKS}what_a_filling_disk_takes_is_kept_and_the_rest_is_said_not_to_be",
         f"{PRIVATE}a_limit_on_file_sizes_loses_nothing_that_was_acknowledged",
         f"{PRIVATE}our_own_short_write_is_cut_back"),
        (f"{DISKS}a_naive_store_loses_all_on_a_full_disk",),
    ),
    7: Row(
        "a disk that is full, then freed",
        (f"{DISKS}on_a_full_disk_the_text_is_given_back_and_the_way_out_is_said",
         f"{DISKS}what_a_filling_disk_takes_is_kept_and_the_rest_is_said_not_to_be",
         f"{RESERVES}a_full_disk_gets_the_ballast_back_and_the_fact_goes_to_the_log",
         f"{RESERVES}the_ballast_comes_back_where_there_is_room_and_only_there"),
        (f"{DISKS}a_naive_store_loses_all_on_a_full_disk",),
    ),
    8: Row(
        "read-only, or closed to us",
        (f"{DISKS}a_directory_that_is_closed_to_us_is_said_and_nothing_is_lost",
         f"{DISKS}the_views_of_a_closed_home_work",
         f"{DISKS}a_disk_that_becomes_read_only_takes_nothing_and_shows_everything",
         f"{PRIVATE}a_home_that_cannot_be_opened_sends_facts_to_the_fallback",
         f"{RECOVERY}all_that_waits_outside_goes_home_as_it_is",
         f"{RECOVERY}nothing_is_lost_wherever_it_is_killed"),
        (f"{DISKS}what_is_closed_takes_nothing_from_a_program_that_only_writes",),
    ),
    9: Row(
        "random kills of three writers",
        (f"{KILLS}kill_loses_nothing_that_was_acknowledged", f"{KILLS}kill_loses_nothing_in_many_rounds",
         f"{KILLS}kill_loses_no_decision_and_leaves_no_half_of_one"),
        (f"{KILLS}a_naive_store_loses_facts_when_writers_are_killed",),
    ),
    10: Row(
        "a power cut",
        (f"{POWER}no_acknowledged_fact_is_lost",),
        (f"{POWER}a_store_that_does_not_wait_for_the_disk_loses_facts",),
    ),
    11: Row(
        "every crash state of the last two records",
        (f"{CRASH}every_state_loses_and_invents_nothing",),
        (f"{CRASH}a_naive_store_loses_all_in_most_of_them",),
    ),
    12: Row(
        "each bit of a record flipped, each prefix of it",
        (f"{BITS}each_flipped_bit_is_found_and_its_line_is_named", f"{RECORD}every_flipped_byte_is_noticed",
         f"{RECORD}every_prefix_is_noticed_and_the_newline_alone_may_be_missing",
         f"{HIDDEN}a_last_record_that_was_damaged_does_not_pass_for_a_torn_write"),
        (f"{BITS}each_flipped_bit_is_found_and_its_line_is_named",),
    ),
    13: Row(
        "sixteen processes with 500 facts each",
        (f"{MANY}sixteen_processes_lose_double_and_mix_nothing",
         f"{MANY}sixteen_processes_with_many_facts_each",
         f"{MANY}long_lines_from_many_processes_are_not_mixed",
         "cli/test_races.py::test_of_two_and_of_eight_one_does_it"),
        (f"{MANY}a_naive_store_loses_facts_of_many_processes",),
    ),
    14: Row(
        "whoever holds the lock is stopped",
        (f"{PRIVATE}behind_a_stopped_process_a_note_is_recorded_within_a_second",
         f"{PRIVATE}behind_a_stopped_process_a_guarded_fact_is_not_recorded",
         "cli/test_lock_held.py::test_everything_else_goes_to_a_file_of_its_own",
         "cli/test_lock_held.py::test_what_only_one_may_do_is_not_recorded"),
        (f"{MANY}whoever_waits_for_a_stopped_process_waits_for_ever",),
    ),
    15: Row(
        "Ctrl-C, Ctrl-Z, SIGHUP at random",
        (f"{MANY}what_is_stored_is_what_was_told",
         "timeline/test_signals.py::test_a_signal_after_any_close_is_not_lost",
         f"{HIDDEN}a_second_signal_does_not_cut_short_what_is_said_about_the_first",
         "e2e/test_interruptions.py::test_ctrl_c_at_many_more_moments",
         "e2e/test_interruptions.py::test_a_walk_can_be_suspended_and_brought_back"),
        (f"{MANY}without_held_back_signals_people_are_told_less_than_is_stored",),
    ),
    16: Row(
        "the log is replaced while it is open",
        (f"{MANY}what_is_written_while_the_file_is_replaced_is_in_the_visible_one",
         f"{PRIVATE}a_file_replaced_while_it_is_locked_is_not_written"),
        (f"{MANY}whoever_does_not_look_again_after_the_lock_writes_for_nobody",),
    ),
    17: Row(
        "a reader during long writes",
        (f"{MANY}a_reader_beside_long_writes_sees_no_damage",
         f"{HIDDEN}nothing_is_read_behind_a_line_that_is_growing"),
        (f"{MANY}a_reader_of_a_naive_store_misses_facts_while_it_is_written",),
    ),
    18: Row(
        "a home that was put back, a fork",
        (f"{COPIES}a_home_that_was_put_back_writes_under_a_new_name_and_forks_nothing",
         f"{DAMAGE}a_restored_backup_that_went_on_is_a_fork_and_both_are_kept",
         f"{PULSE}a_copied_home_gets_a_writer_of_its_own",
         f"{HIDDEN}a_home_restored_into_the_same_inode_gets_a_new_writer",
         f"{FORKS}a_copied_home_writes_under_another_id_and_both_come_together",
         f"{FORKS}a_restored_backup_goes_on_in_a_chain_of_its_own"),
        (f"{COPIES}a_restored_home_that_kept_its_name_would_fork",),
    ),
    19: Row(
        "files of others cut, doubled, in any order (one machine's part)",
        (f"{COPIES}files_of_others_may_come_cut_at_any_byte_and_twice",
         f"{COPIES}the_order_in_which_files_come_changes_nothing",
         "cli/test_two_machines.py::test_an_end_that_was_declared_twice_is_one_end"),
        (f"{COPIES}the_order_in_which_files_come_changes_nothing",),
    ),
    20: Row(
        "an endless line, NUL bytes, a binary, 100,000 files",
        (f"{FLOODS}an_endless_line", f"{FLOODS}a_file_of_something_else", f"{FLOODS}a_hundred_thousand_files",
         f"{DAMAGE}an_endless_line_costs_neither_time_nor_memory",
         f"{DAMAGE}fifty_thousand_lines_that_are_no_records_are_told_in_six",
         f"{DAMAGE}strange_files_beside_the_log_disturb_nobody"),
        (f"{FLOODS}an_endless_line",),
    ),
    21: Row(
        "control characters in every field, through every command",
        (f"{SCREEN}no_view_steers_a_terminal", f"{SCREEN}no_echo_and_no_refusal_steers_a_terminal",
         "cli/test_hostile_text.py::test_no_text_breaks_a_command_steers_a_terminal_or_becomes_markup",
         "cli/test_output.py::test_no_text_steers_a_terminal_through_any_view",
         "cli/test_output.py::test_no_refusal_repeats_what_could_steer_a_terminal"),
        (f"{SCREEN}a_program_that_prints_the_text_itself_steers_it",),
    ),
    22: Row(
        "markup in every field",
        (f"{SCREEN}no_view_steers_a_terminal",
         "cli/test_hostile_text.py::test_no_text_breaks_a_command_steers_a_terminal_or_becomes_markup"),
        (f"{TEXTS}escaping_for_html_alone_fails_for_many_of_them",),
    ),
    23: Row(
        "60,000 random texts in Markdown",
        (f"{TEXTS}random_texts_read_the_same_in_a_report",
         f"{SAFE}thousands_of_random_texts_read_the_same_as_a_paragraph",
         "domain/test_report_on_paper.py::test_hostile_text_stays_text_wherever_it_stands"),
        (f"{TEXTS}escaping_for_html_alone_fails_for_many_of_them",),
    ),
    24: Row(
        "formulas in CSV",
        (f"{TEXTS}no_cell_is_a_formula_and_reading_it_again_gives_the_apostrophe",
         f"{FOLLOW}no_cell_of_the_csv_is_a_formula",
         f"{SAFE}a_cell_that_begins_like_a_formula_gets_an_apostrophe"),
        (f"{TEXTS}no_cell_is_a_formula_and_reading_it_again_gives_the_apostrophe",),
    ),
    25: Row(
        "YAML: bombs, depth, duplicates, tags",
        (f"{TEXTS}a_runbook_that_lies_in_wait_is_refused_with_its_place", f"{YAML}what_is_refused_and_where",
         f"{YAML}a_bomb_is_refused_in_under_a_second", f"{YAML}yaml_never_builds_an_object"),
        (f"{TEXTS}yaml_as_it_comes_takes_them",),
    ),
    26: Row(
        "ids that lead elsewhere",
        (f"{TEXTS}an_id_that_leads_elsewhere_is_refused_and_makes_no_file",
         "timeline/test_contract.py::test_an_incident_that_is_not_there_is_not_found"),
        (f"{TEXTS}joining_the_id_to_a_path_leads_elsewhere",),
    ),
    27: Row(
        "a umask of 000, and of 077",
        (f"{OTHERS}nobody_else_may_look_at_anything_that_is_written",),
        (f"{OTHERS}a_store_that_leaves_the_mode_to_the_umask_shows_all",),
    ),
    28: Row(
        "links at each element, another's files, a swap in a race",
        (f"{OTHERS}a_link_in_the_place_of_any_element_is_not_followed",
         f"{OTHERS}what_belongs_to_somebody_else_is_not_used",
         f"{OTHERS}a_directory_that_is_swapped_for_a_link_in_a_race_is_left_alone",
         f"{PRIVATE}a_planted_main_file_is_not_written_through",
         "library/test_search_path.py::test_a_link_on_the_way_into_a_project_is_refused"),
        (f"{OTHERS}a_store_that_opens_a_path_writes_through_the_link",),
    ),
    29: Row(
        "values that a shell would run",
        (f"{OTHERS}no_value_is_run_by_any_command",
         f"{OTHERS}a_line_to_paste_is_one_command_with_the_very_value",
         f"{FOLLOW}a_line_for_gh_is_one_command_whatever_was_typed",
         "running/test_running.py::test_an_argument_is_one_argument_whatever_is_in_it",
         "running/test_running.py::test_a_shell_sees_values_as_variables_alone",
         "cli/test_run.py::test_a_dry_run_shows_it_and_does_nothing"),
        (f"{OTHERS}a_line_without_quotes_is_run",),
    ),
    30: Row(
        "clocks that jump; a secret that is redacted",
        (f"{COPIES}facts_stand_in_the_order_of_their_causes_whatever_the_clock_does",
         f"{COPIES}the_clock_of_somebody_ahead_is_told_and_mine_goes_on",
         "cli/test_clock_changes.py::test_every_zone_counts_the_same_minutes",
         "cli/test_two_machines.py::test_what_a_clock_of_next_year_began_can_be_ended",
         f"{RECORD}a_redacted_payload_leaves_the_chain_whole",
         f"{REDACTION}a_redacted_text_is_nowhere_and_the_log_verifies",
         f"{REDACTION}wherever_it_is_killed_it_is_not_begun_or_hidden_and_can_be_finished"),
        (f"{COPIES}facts_stand_in_the_order_of_their_causes_whatever_the_clock_does",),
    ),
}  # fmt: skip
