"""Questions over computed results: tables, traces, comparisons with what Azure printed. Knows no HTTP."""
