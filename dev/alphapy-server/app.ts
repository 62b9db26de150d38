/** The layers around the routes, outermost first: limiter, request id and counters, CORS, routes. */
import { randomUUID } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import type { KitHandler, KitReply, KitRequest } from '../kit/serve'
import { claimedSubject } from './auth/token'
import { corsHeaders, preflight } from './cors'
import { dispatch } from './dispatch'
import { reached } from './generation'
import { isProbe } from './limiter'
import { Router } from './router'
import { ROUTES } from './routes'
import { HttpError, jsonReply, plainFailure } from './wire/reply'
import type { World } from './world'

/** The handler of the data port. */
export function alphapyHandler(world: World): KitHandler {
  const router = new Router(ROUTES)
  return {
    subjects: (request) => subjectsOf(request),
    handle: (request) => answer(world, router, request),
  }
}

async function answer(world: World, router: Router, request: KitRequest): Promise<KitReply> {
  const path = new URL(request.path, 'http://127.0.0.1').pathname
  const exempt = world.generation === 'A' && isProbe(path)
  const limit = exempt ? null : world.limiter.refuse(request.remoteAddress, request.method, path, world.kit.clock.now())
  if (limit !== null) {
    const body = `{"detail": "Rate limit exceeded. Max ${limit} requests per minute per IP."}`
    return { status: 429, headers: { 'content-type': 'application/json' }, body }
  }
  const started = performance.now()
  const reply = await routed(world, router, request)
  world.observations.record(reply?.status ?? 500, performance.now() - started)
  if (reply === null) return plainFailure()
  const identified: OutgoingHttpHeaders = reached(world.generation, 'B')
    ? { 'x-request-id': sentRequestId(request) ?? randomUUID() }
    : {}
  return { ...reply, headers: { ...reply.headers, ...corsHeaders(request), ...identified } }
}

/** The answer of the routes; null stands for an unhandled exception, which no inner layer decorates. */
async function routed(world: World, router: Router, request: KitRequest): Promise<KitReply | null> {
  try {
    return preflight(request) ?? (await dispatch(world, router, request))
  } catch (error) {
    return error instanceof HttpError ? jsonReply(error.status, { detail: error.detail }) : null
  }
}

function sentRequestId(request: KitRequest): string | undefined {
  const sent = request.headers['x-request-id']
  return typeof sent === 'string' && sent !== '' ? sent : undefined
}

function subjectsOf(request: KitRequest): string[] {
  const { authorization } = request.headers
  const named = request.headers['x-discord-user-id'] ?? request.headers['x-user-id']
  const subject = authorization === undefined ? null : claimedSubject(authorization)
  return [subject, typeof named === 'string' ? named : null].filter((name) => name !== null)
}
