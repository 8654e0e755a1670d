/**
 * A server in the words of 88 Miles with one member and one bug: an update that leaves out `hourly_rate_cents` takes it
 * away, though what is missing has to stay (M1).
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

let member: Readonly<Record<string, unknown>> = {
  uuid: "161e6c57-a86a-4ab8-b6c0-8a7831e4cd44",
  login: "ada",
  first_name: "Ada",
  last_name: "Byron",
  email_address: "ada@example.com",
  time_zone: "Europe/London",
  active: "true",
  type: "staff",
  hourly_rate_cents: 4200
}

const isValid = (staff: typeof member | undefined): boolean => {
  const { active = "true", hourly_rate_cents: rate = 0, type = "staff", ...texts } = staff ?? { type: "" }
  return (
    ["true", "false"].includes(String(active)) &&
    ["manager", "staff"].includes(String(type)) &&
    Number.isInteger(rate) &&
    Object.values(texts).every((text) => text !== null && text !== "" && text !== "Mars/Base")
  )
}

const server = createServer(async (request, response) => {
  const text = Buffer.concat(await request.toArray()).toString()
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" })
    response.end(JSON.stringify(body))
  }
  if (request.url !== `/api/1/staff/${member["uuid"]}.json`) return answer(404, { error: "Nobody is there." })
  if (request.method !== "PUT") return answer(200, { response: member })
  const { staff } = JSON.parse(text) as { readonly staff?: typeof member }
  if (!isValid(staff)) return answer(422, { error: "This is not valid." })
  member = { ...member, hourly_rate_cents: null, ...staff }
  answer(200, { response: member })
})

server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
