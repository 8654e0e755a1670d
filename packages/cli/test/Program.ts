/** The program itself, as a process of its own. */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))

/** Whoever runs the tests may ask for colours; these tests read plain text. */
const { FORCE_COLOR: _, ...environment } = process.env

/** Starts it with more environment; `saying` waits for a text on its standard output, `ended` for its end. */
export const start = (more: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>) => {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment, NO_COLOR: "1", ...more }
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
