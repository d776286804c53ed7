-- Ten thousand different files, in a scattered order.
local here = debug.getinfo(1, "S").source:sub(2):match("(.*/)")
dofile(here .. "count.lua")
local number = 0
local requests = {}
init = function()
  for i = 0, 9999 do
    requests[i] = wrk.format(nil, "/many/" .. math.floor(i / 100) .. "/" .. (i % 100) .. ".bin")
  end
end
request = function()
  number = (number + 7919) % 10000
  return requests[number]
end
