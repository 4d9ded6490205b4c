-- wrk -t1 -c50 -d10s -s Tools/serve-filters.lua http://127.0.0.1:7311/ : filters of every kind against stance serve.
local s={"quitting","defending","neutral"}
local w={"privacy","account","deleted","coffee","letter","island","forest","signal","business","people"}
math.randomseed(7)
request=function()
  local k=math.random(4)
  local d=string.format("2011-%02d-%02d",math.random(9,12),math.random(1,28))
  local q
  if k==1 then q="/api/voices?stance="..s[math.random(3)].."&since="..d
  elseif k==2 then q="/api/voices?q="..w[math.random(10)].."+"..w[math.random(10)].."&stance="..s[math.random(3)]
  elseif k==3 then q="/api/series?reason=privacy&stance="..s[math.random(3)].."&until="..d
  else q="/api/voices?site=blog"..math.random(0,3999)..".example&offset="..math.random(0,3) end
  return wrk.format("GET",q)
end
local bad=0
response=function(st) if st~=200 then bad=bad+1 end end
done=function(sum,lat,r) io.write(string.format("p50 %.1f p90 %.1f p99 %.1f max %.1f ms, req %d, errors %d/%d/%d status>=400 %d\n",lat:percentile(50)/1000,lat:percentile(90)/1000,lat:percentile(99)/1000,lat.max/1000,sum.requests,sum.errors.connect,sum.errors.read,sum.errors.timeout,sum.errors.status)) end
