/** Serves twins in a thread of their own: a test that waits for an answer cannot give it. */
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { firstReading, serve, type ServedTwin, type Twin } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import { runAsWorker } from "synckit"
import { trials } from "../src/saboteurs/Trials.ts"
import { echo } from "./Echo.ts"

export type Served = Pick<ServedTwin, "controlToken" | "url">

/** They are served for as long as the thread lives. */
const scope = Effect.runSync(Scope.make())

const started = async <State>(twin: Twin<State>, reading = {}): Promise<Served> => {
  const { controlToken, url } = await Effect.runPromise(Scope.provide(serve(twin, { reading }), scope))
  return { controlToken, url }
}

/** A server that is no twin and answers everything. */
const stranger = async (): Promise<Served> => {
  const server = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1")
  await once(server, "listening")
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, controlToken: "" }
}

/** Serves the echo, a stranger, or a vendor's twin under its first reading: the honest one, or a saboteur. */
const served = async (id: string, saboteurId?: string): Promise<Served> => {
  if (id === "echo") return started(echo.twin)
  const trial = trials.find(({ subject }) => subject.id === id)
  if (trial === undefined) return stranger()
  const { saboteurs, subject } = trial
  const saboteur = saboteurs.find((each) => each.id === saboteurId)
  return started(saboteur?.twin ?? subject.twin, { ...firstReading(subject.axes), ...saboteur?.under })
}

export type Serve = typeof served

runAsWorker(served)
