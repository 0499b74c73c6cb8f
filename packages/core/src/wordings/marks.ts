/** A paragraph. It is left out of a mail when all its values are empty. */
export const p = (text: string): string => `<p>${text}</p>`

/** The button that leads where the mail is about. */
export const button = (label: string): string => `<p><a class="button" href="{{redirect}}">${label}</a></p>`

export const code = '<p class="code">{{otp}}</p>'

/** With what somebody signs in, as far as it is known. */
export const agent = p('{{agentClient}} {{agentOs}} {{agentDevice}}')
