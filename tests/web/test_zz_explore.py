from __future__ import annotations
import time
from cmia_docs.actions import documents
from cmia_docs.text.importing import from_plain
from cmia_docs.actions.verify import verify
N=60000
P={"long":"а"*N,"longlat":"a"*N,"digits":"9"*N,"a-":"a-"*(N//2)+"1","а.":"а."*(N//2)+"1","1.":"1."*(N//2)+"а","1/":"1/"*(N//2)+"а","comb2":"а"+"\u0301"*N,"emoji":"😀"*1000,"num":"№ 1-"*(N//4),"pua":"\ue000\U0010ffff\ufffe","rtl":"\u202eabc\u2066","nul":"a\x00b\x07\x1b[31mред","ls":"a\u2028b\u2029c\x85d","id":'Текст {id="a/b\n/../x"}',"sur":'Т {id="\\ud800\\u0000"}',"jamo":"\u1100\u1161\u11a8"*3000,"label":'Т {#a1 kind="clause" label="\\u0007\\u2028x"}',"zwj":"а\u200d"*5000,"words":" ".join(f"слово{i}" for i in range(5000)),"uniq":" ".join(chr(0x430+i%32)*(i%60+1) for i in range(3000)),
 "thai":"ก"*5000,"cjk":"中"*5000,"deva":"क्"*3000, "title":"Заголовок"}
def test_poison(stage):
    made={}
    for n,p in P.items():
        t=time.process_time()
        try:
            with stage.work("drafter") as w:
                made[n]=documents.create(w,act_type="regulation",titles={"ru":"Т "+n},languages=["ru"],texts={"ru":from_plain("# Т\n\nСтатья 1. Имя\n\n"+p,"ru")},message="м").id
        except Exception as e: print(n,"create",repr(e)[:200]); continue
        try: stage.follow_up()
        except Exception as e:
            print(n,"FOLLOW", type(e), repr(e)[:300])
            from sqlalchemy import update; from cmia_docs.models import Event
            with stage.services.writers() as s, s.begin(): s.execute(update(Event).values(processed_at=stage.clock()))
        d=time.process_time()-t
        if d>1.5: print(n,"slow",round(d,1))
        c=stage.client("drafter")
        for path in (f"/documents/{made[n]}",f"/documents/{made[n]}/downloads/1/ru.docx",f"/documents/{made[n]}/downloads/1/ru.md",f"/documents/{made[n]}/check",f"/documents/{made[n]}/compare",f"/documents/{made[n]}/edit",f"/documents/{made[n]}/remarks/add"):
            t=time.process_time(); a=c.get(path); d=time.process_time()-t
            if a.status_code not in(200,) or d>1.5: print(n,path,a.status_code,round(d,1))
    print([ (x.code,x.about) for x in verify(stage.services)])
