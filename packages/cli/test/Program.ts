/** Programs, each as a process of its own. */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

/** Whoever runs the tests may ask for colours; these tests read plain text. */
const { FORCE_COLOR: _, ...environment } = process.env

/** Starting is mostly compiling, so what one process has compiled the next one finds here. */
const compiled = fileURLToPath(new URL("../../../node_modules/.cache/muster", import.meta.url))

/** Starts the command line with more environment. */
export const start = (more: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>) =>
  program("../src/main.ts", args, more)

/** Starts the stand-ins of all vendors. */
export const startTwins = () => program("twins.ts")

/** `saying` waits for a text on its standard output, `ended` for its end. */
const program = (file: string, args: ReadonlyArray<string> = [], more: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment, NO_COLOR: "1", NODE_COMPILE_CACHE: compiled, ...more }
  })
  let out = ""
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
  const ended = new Promise<{ readonly code: number | null; readonly out: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out }))
  )
  const saying = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const look = () => {
        const found = pattern.exec(out)
        if (found !== null) resolve(found)
      }
      child.stdout.on("data", look)
      look()
    })
  return { child, ended, saying }
}
