from __future__ import annotations
import re, time
from tests.web.every_act import Bringer
from tests.factories.council import CAST
from cmia_docs.rules.workflow import State, Action
NASTY=["99999999999999999999999999","-1","0","1"*5000,"\x00","%00","'\"<>","../..","\r\nX: y","²","١","1e5","NaN"," 1","a"*7000,"😀","\u202e","[","//evil","/\\evil","{x}","%s","--output=x","ru,en,zz","9"*18,"2147483648","9223372036854775808"]
def test_explore(stage):
    b=Bringer(stage)
    docs=[b.document(s, Action.SAVE) for s in (State.DRAFT,State.CIRCULATED,State.TABLED,State.ADOPTED)]
    stage.follow_up()
    params="revision old new language languages view changes page q state type initiator who kind document round open beside unit status year sort in next role tools moving service token message".split()
    with open("/tmp/sec/x/get.txt","w") as out:
      n=0
      for who in ("secretary","administrator",None):
        c=stage.client(who)
        for r in stage.app.url_map.iter_rules():
            if "GET" not in r.methods or r.endpoint in("static",): continue
            if who=="administrator" and "document_id" in r.arguments: continue
            for d in docs:
                vals={"document_id":d.id,"remark_id":next(iter(d.remarks.values())),"number":1,"language":"ru","person_id":stage.person("expert").id,"session_id":d.session or 1,"slug":stage.document(d.id).slug,"unit_id":"a1","token":"x","code":"ru","path":"x"}
                a=r.build({k:vals[k] for k in r.arguments if k in vals},append_unknown=False)
                if a is None: continue
                for v in NASTY:
                    ans=c.get(a[1],query_string={p:v for p in params}); n+=1
                    if ans.status_code>=500 or "\n" in (ans.headers.get("Location") or ""):
                        bad=[p for p in params if c.get(a[1],query_string={p:v}).status_code>=500]
                        print(who,r.endpoint,repr(v)[:40],ans.status_code,bad,file=out,flush=True)
                    if ans.location and not ans.location.startswith("/") : print("REDIR",r.endpoint,v[:20],ans.location[:80],file=out,flush=True)
                if "document_id" not in r.arguments and "slug" not in r.arguments: break
            # path args
            for arg in r.arguments:
                for v in NASTY:
                    vv={**vals,arg:v}
                    path=r.rule
                    for k,val in vv.items(): path=re.sub(r"<[^<>]*\b%s>"%k, lambda m: __import__("urllib.parse").parse.quote(str(val).encode("utf8","surrogatepass"),safe=""), path)
                    ans=c.get(path); n+=1
                    if ans.status_code>=500: print("PATH",who,r.endpoint,arg,repr(v)[:40],ans.status_code,file=out,flush=True)
      print("n",n,file=out)
