import { type Answer, callOutside } from './http.ts'

export type Sms = {
  /** International, with `+`. */
  readonly to: string
  readonly text: string
}

/** The provider will not take this message, now or later. The message is fit for the operator's log. */
export class SmsRefused extends Error {
  override readonly name = 'SmsRefused'
}

type Account = {
  readonly user: string
  readonly secret: string
  readonly from: string
  /** Address of the provider's API. */
  readonly api: string
}

type Provider = {
  readonly api: string
  readonly request: (account: Account, sms: Sms) => Request
  /** Null when the provider took the message; else why not, and whether it may later. */
  readonly fault: (answer: Answer) => Fault | null
}
type Request = { readonly url: string; readonly body: URLSearchParams; readonly authorization?: string }
type Fault = { readonly reason: string; readonly mayPass: boolean }

const timeoutSeconds = 15

/** @see https://www.twilio.com/docs/messaging/api/message-resource */
const twilio: Provider = {
  api: 'https://api.twilio.com',
  request: ({ user, secret, from, api }, { to, text }) => ({
    url: `${api}/2010-04-01/Accounts/${encodeURIComponent(user)}/Messages.json`,
    authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
    // A sender may be a service that picks the number.
    body: new URLSearchParams({ To: to, Body: text, [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from }),
  }),
  fault: faultOfStatus,
}

/** @see https://developer.vonage.com/en/api/sms */
const vonage: Provider = {
  api: 'https://rest.nexmo.com',
  request: ({ user, secret, from, api }, { to, text }) => ({
    url: `${api}/sms/json`,
    body: new URLSearchParams({
      api_key: user,
      api_secret: secret,
      from: from.replace('+', ''),
      to: to.replace('+', ''),
      text,
      // Otherwise letters beyond its own alphabet arrive as question marks.
      ...(isPlain(text) ? {} : { type: 'unicode' }),
    }),
  }),
  fault(answer) {
    const status = /"status"\s*:\s*"(\d+)"/.exec(answer.text)?.[1]
    if (faultOfStatus(answer) !== null || status === '0') return faultOfStatus(answer)
    // 1: too many at a time, 5: a fault of its own.
    return {
      reason: `status ${status ?? 'unknown'}`,
      mayPass: status === undefined || status === '1' || status === '5',
    }
  },
}

const providers: Readonly<Record<string, Provider>> = { twilio, vonage }

/**
 * Hands one message to the provider that the URL names. `api` in its query is another address of the provider's, as
 * for a region. @throws {SmsRefused} for what no repetition heals, {CallFailed} and errors for what may pass
 */
export async function sendSms(url: string, sms: Sms, allowPrivate: boolean, signal: AbortSignal): Promise<void> {
  const found = accountOf(url)
  if (!found) throw new SmsRefused('the URL of the SMS provider is not valid')
  const { provider, account } = found
  const { url: address, body, authorization } = provider.request(account, sms)
  const answer = await callOutside(
    {
      url: address,
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body: body.toString(),
      timeoutSeconds,
      verifyTls: true,
      allowPrivate,
    },
    signal,
  )
  const fault = provider.fault(answer)
  if (fault?.mayPass) throw new Error(`the SMS provider failed: ${fault.reason}`)
  if (fault) throw new SmsRefused(`the SMS provider refused: ${fault.reason}`)
}

function accountOf(text: string): { readonly provider: Provider; readonly account: Account } | null {
  const url = URL.parse(text)
  const provider = url?.protocol === 'sms:' ? providers[url.hostname] : undefined
  if (!url || !provider) return null
  // Numbers begin with a plus, which a query would take for a space.
  const query = new URLSearchParams(url.search.replaceAll('+', '%2B'))
  const [user, secret] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const [from, api] = [query.get('from') ?? '', query.get('api') ?? provider.api]
  if (user === '' || secret === '' || from === '' || !URL.canParse(api)) return null
  return { provider, account: { user, secret, from, api: api.replace(/\/$/, '') } }
}

function faultOfStatus({ status }: Answer): Fault | null {
  if (status >= 200 && status < 300) return null
  return { reason: `HTTP ${status}`, mayPass: status >= 500 || status === 429 || status === 408 }
}

/** Printable ASCII, which every alphabet of text messages has. */
function isPlain(text: string): boolean {
  return /^[ -~\n]*$/.test(text)
}
