/** Why an answer is not the recorded one. Keys are recordings, then names of calls. */
export type Deviations = Readonly<Record<string, Readonly<Record<string, string>>>>

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
    what: /^encrypt: false, not null$/,
    reason: 'A flag is true or false after an update too, as it is in every other answer.',
  },
  {
    what: /\$id: "\d+_\d+_\w+", not "\d+_\d+_\w+"$/,
    reason: 'The numbers in the id of an index are inner ones, counted over all tables of a project.',
  },
  {
    what: /^\$(databaseId|collectionId|tableId) is too much$/,
    calls: /increment|decrement/,
    reason: 'A row says where it is in every answer.',
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
]

/** Calls whose whole answer was decided to be another: what is a weakness or an accident there is made sound here. */
export const decided: Deviations = {}

/** Calls that Basalt answers wrongly, or cannot answer yet. The list may only shrink: what is mended must leave it. */
export const known: Deviations = {
  projects: {
    'create unknown team': 'somebody outside of the team is refused as such, before the scope',
    'auth limit': 'there are no webhooks yet',
    'auth method off': 'there are no webhooks yet',
  },
  teams: {
    invite: 'no mails are sent yet',
    'invite duplicate': 'no mails are sent yet',
    memberships: 'no mails are sent yet: nobody was invited',
    'membership roles': 'no mails are sent yet: nobody was invited',
  },
}
