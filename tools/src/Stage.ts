/** Runs other programs, each bounded in time and in a process group of its own, so that ending one ends its children. */
import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"

export interface Options {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  readonly milliseconds: number
  /** Gets what the program says while it says it. */
  readonly hear?: (words: string) => void
}

export interface Outcome {
  readonly output: string
  /** Why it counts as failed; undefined if it ended well. */
  readonly problem: string | undefined
}

const running = new Set<ChildProcess>()
let isEnding = false

/** Runs a program to its end, or to the end of its time. */
export const run = (program: string, words: ReadonlyArray<string>, options: Options): Promise<Outcome> =>
  new Promise((resolve) => {
    if (isEnding) return resolve({ output: "", problem: "was not started, since all is being ended" })
    const { environment, folder, hear, milliseconds } = options
    const child = spawn(program, words, {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"]
    })
    running.add(child)
    const said: Array<string> = []
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (words: string) => {
        said.push(words)
        hear?.(words)
      })
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      void end(child)
    }, milliseconds)
    const settle = (problem: string | undefined) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ output: said.join(""), problem })
    }
    child.on("error", (cause) => settle(`did not start: ${cause.message}`))
    child.on("close", (code, signal) => {
      if (isLate) settle(`did not end within ${milliseconds / 1000} s`)
      else settle(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`)
    })
  })

/** Ends everything that `run` started and that still runs; from then on nothing is started. */
export const endAll = async (): Promise<void> => {
  isEnding = true
  await Promise.all([...running].map(end))
}

/** Asks a program and its children to end, and after two seconds insists. */
const end = async (child: ChildProcess): Promise<void> => {
  signal(child, "SIGTERM")
  await sleep(2_000)
  signal(child, "SIGKILL")
}

const signal = ({ pid }: ChildProcess, name: NodeJS.Signals): void => {
  try {
    if (pid !== undefined) process.kill(-pid, name)
  } catch {
    // The whole group has ended already.
  }
}
