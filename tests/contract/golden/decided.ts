/** A difference that was decided wherever it occurs, as the comparison words it. */
export type DecidedDifference = {
  readonly what: RegExp
  /** Only in calls with such names. */
  readonly calls?: RegExp
  readonly reason: string
}

export const decidedDifferences: readonly DecidedDifference[] = [
  {
    what: /\bsmtpPort: 0, not ""$/,
    reason: 'A port that is not set is 0: an empty text is no number, and typed SDKs fail on it.',
  },
  {
    what: /^(sessions\[\d+\]\.)?secret: "", not "<secret>"$/,
    reason: 'Of a session secret only the hash is kept: it is shown once, when the session is made.',
  },
  {
    what: /\b(attributes|columns)\[\d+\]\.status: "available", not "processing"$/,
    reason: 'The next read tells the truth about a new column, normally that it is available.',
  },
  {
    what: /^encrypt: (true|false), not null$/,
    reason: 'A flag is true or false after an update too, as it is in every other answer.',
  },
  {
    what: /^user(Name|Email): "", not "/,
    calls: /^(invite by user id|membership roles|owner changes roles)$/,
    reason: 'A membership of another shows its maker as much as reading it does; who names an address knows it.',
  },
  {
    what: /\$id: "\d+_\d+_\w+", not "\d+_\d+_\w+"$/,
    reason: 'The numbers in the id of an index are inner ones, counted over all tables of a project.',
  },
  {
    what: /\$sequence: \d+, not \d+$/,
    reason: 'Row numbers rise, and may have gaps at other places: refused rows take none here.',
  },
  {
    what: /^\$(databaseId|collectionId|tableId) is too much$/,
    calls: /increment|decrement/,
    reason: 'A row says where it is in every answer.',
  },
  {
    what: /\$permissions(\[\d\])?(: "\w+\(.*"| has 2 entries), not ("write\(.*"|1)$/,
    calls: /bulk|increment: null/,
    reason: 'The permission to write is spelled out wherever it is given, in bulk too.',
  },
  {
    what: /^error: "Existing rows have equal values\.", not /,
    reason: 'The text of an error is our own.',
  },
  {
    what: /\bonDelete: "\w+", not "restrict"$/,
    calls: /rename/,
    reason: 'A rename leaves what happens on deletion as it was.',
  },
  {
    what: /^recoveryCodes\[\d\]: "[0-9a-f]{10}", not "[0-9a-f]{10}"$/,
    reason: 'Recovery codes are random.',
  },
  {
    what: /\bhashOptions\.(memory_cost|time_cost|threads|random_state): /,
    reason: 'How much work goes into hashing a password, and its inner state, are our own.',
  },
  {
    what: /\bemail: "[^A-Z"]+", not "[^"]*[A-Z][^"]*"$/,
    reason: 'E-mail addresses are kept in lower case.',
  },
  {
    what: /^\w+(Total|\[\d+\]\.value): \d+, not \d+$/,
    calls: /^usage$/,
    reason: 'Usage is counted as it happens, and not by a job from time to time.',
  },
  {
    what: /\baccessedAt: "", not "<time/,
    reason: 'The time of the last access is noted beside the answer, not before it.',
  },
  {
    what: /\b(parent|kids) is too much$/,
    calls: /^relationship: /,
    reason: 'Self-relations work, and show.',
  },
  {
    what: /\b(oo|mo|res) is too much$/,
    calls: /^relationship: /,
    reason: 'A relation that is not set is null in every answer.',
  },
  {
    what: / is too much$/,
    calls: /^transaction: (stage|read|list)/,
    reason: 'A staged row shows all that it will be.',
  },
  {
    what: /^body: "<!DOCTYPE html>/i,
    reason: 'Pages for people are our own.',
  },
  {
    what: /^countryName: "Unknown", not ""$/,
    reason: 'A country that is not known is named so in every answer.',
  },
  {
    what: /\blogs: "URL: /,
    reason: 'What went wrong with a delivery is shown, and nobody listens at the recorded address.',
  },
  {
    what: /^(total: 1|rows has 1 entries), not 0$/,
    calls: /^query: search (short word|with symbols)$/,
    reason: 'How short a word may be to be found is a setting of the database.',
  },
  {
    what: /\bping: \d+, not \d+$/,
    reason: 'How long a store takes to answer is never the same.',
  },
  {
    what: /^_APP_DOMAIN_TARGET_\w+: /,
    reason: 'Where domains must point to is set up for each installation.',
  },
  {
    what: /^countries\[\d+\]\.name: "Rumanía", not "Rumania"$/,
    reason: 'Names of countries follow the current CLDR data.',
  },
  {
    what: /^(countries|continents)\.last\./,
    calls: /^(countries in fr|query locale)$/,
    reason: 'Names follow the current CLDR data, and so does their order.',
  },
  {
    what: /^size: \d+, not \d+$/,
    reason: 'Queues hold what they happen to hold.',
  },
]
