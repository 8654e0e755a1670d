/** A page in a real browser, which reaches no network. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import chromium, { inflate } from "@sparticuz/chromium"
import { chromium as playwright } from "playwright-core"

/** Why there is no such browser here, if so. */
export const lacking =
  process.platform === "linux" && process.arch === "x64"
    ? undefined
    : "the Chromium of npm is for Linux on x64"

export interface Ran {
  /** What the script wrote to the console. */
  readonly said: ReadonlyArray<string>
  /** Errors that nobody caught. */
  readonly errors: ReadonlyArray<string>
  /** Addresses that were asked for. */
  readonly requests: ReadonlyArray<string>
}

/** Runs a script in an empty page. */
export const run = async (script: string): Promise<Ran> => {
  const folder = mkdtempSync(join(tmpdir(), "muster-browser-"))
  try {
    const browser = await playwright.launch(await unpack(folder))
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const [said, errors, requests]: [Array<string>, Array<string>, Array<string>] = [[], [], []]
    page.on("console", (message) => said.push(message.text()))
    page.on("pageerror", (error) => errors.push(error.message))
    page.on("request", (request) => requests.push(request.url()))
    await page.addScriptTag({ content: script })
    await browser.close()
    return { said, errors, requests }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const packed = join(import.meta.dirname, "../../node_modules/@sparticuz/chromium/bin")

/** The executable and the libraries that not every Linux has. The package unpacks to where temporary files go. */
const unpack = async (folder: string) => {
  const { TMPDIR } = process.env
  process.env["TMPDIR"] = folder
  try {
    const libraries = await inflate(join(packed, "al2023.tar.br"))
    return {
      executablePath: await chromium.executablePath(),
      args: chromium.args,
      env: { LD_LIBRARY_PATH: join(libraries, "lib") }
    }
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"]
    else process.env["TMPDIR"] = TMPDIR
  }
}
