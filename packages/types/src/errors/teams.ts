import type { ErrorSpec } from '../errors.ts'

export const teamErrors = {
  team_not_found: { status: 404, message: 'Team with the requested ID could not be found.' },
  team_already_exists: { status: 409, message: 'Team with requested ID already exists.' },
  team_invite_not_found: { status: 404, message: 'The invitation could not be found.' },
  team_invalid_secret: { status: 401, message: 'The secret of the invitation is not valid.' },
  team_invite_mismatch: { status: 401, message: 'The invitation belongs to another user.' },
  team_membership_mismatch: { status: 404, message: 'The membership does not belong to this team.' },
  membership_not_found: { status: 404, message: 'The membership could not be found.' },
  membership_already_confirmed: { status: 409, message: 'The membership is confirmed already.' },
  membership_deletion_prohibited: { status: 400, message: 'The last owner cannot leave the organisation.' },
  membership_downgrade_prohibited: { status: 400, message: 'The last owner cannot give up the owner role.' },
} as const satisfies Record<string, ErrorSpec>
