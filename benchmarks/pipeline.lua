-- Sixteen pipelined requests at a time.
local here = debug.getinfo(1, "S").source:sub(2):match("(.*/)")
dofile(here .. "count.lua")
local batch
init = function()
  local one = wrk.format(nil, wrk.path)
  batch = string.rep(one, 16)
end
request = function() return batch end
