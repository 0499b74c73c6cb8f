-- How often the rows of each table were changed: the sum of its slots. Every transaction that changes rows adds to one of
-- them, so that whoever reads the same sum twice knows that nothing was committed in between. Slots keep writers apart.
CREATE TABLE IF NOT EXISTS rowChanges (
  tableSequence BIGINT UNSIGNED NOT NULL,
  slot SMALLINT UNSIGNED NOT NULL,
  changes BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (tableSequence, slot)
);
