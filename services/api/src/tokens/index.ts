import type { Endpoint } from '#http/endpoint.ts'
import { tokensCreate, tokensDelete, tokensGet, tokensList, tokensUpdate } from './tokens.ts'

export const tokensEndpoints: readonly Endpoint[] = [tokensCreate, tokensList, tokensGet, tokensUpdate, tokensDelete]
