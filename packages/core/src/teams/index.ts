export { createTeam, getTeam, getTeamPrefs, removeTeam, renameTeam, setTeamPrefs, type Team } from './teams.ts'
