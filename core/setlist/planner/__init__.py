"""Planning: columns (what could be picked), a problem (rows from template and rules), a solution, days and order, weeks, an audit."""
