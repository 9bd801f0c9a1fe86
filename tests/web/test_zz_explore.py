def test_big(stage):
    d=stage.draft(); c=stage.client("secretary")
    for big in ("9223372036854775808","99999999999999999999999999","-99999999999999999999999","1"*4000):
        for p in (f"/documents/{d}?revision={big}",f"/documents/{d}/downloads?revision={big}",f"/documents/{d}/compare?old={big}&new={big}",f"/documents?page={big}",f"/events?document={big}&page={big}",f"/documents/{d}/remarks?round={big}",f"/documents/{d}/history?page={big}"):
            r=c.get(p)
            if r.status_code>=500: print("GET",p[:60],r.status_code)
        for p,data in ((f"/documents/{d}/edit",{"base":big,"version":"0","op":"save","text.ru.c1":"x"}),(f"/documents/{d}/edit",{"base":"5","version":big,"op":"save","text.ru.c1":"x"}),(f"/documents/{d}/edit/autosave",{"base":big,"version":"0","text.ru.c1":"x"}),(f"/documents/{d}/edit/newer",{"base":big,"version":"0","current":big,"choice":"mine"}),(f"/documents/{d}/edit/restore/1",{"base":big,"version":big}),(f"/documents/{d}/edit/discard",{"base":big,"version":big}),(f"/documents/{d}/submit",{"seen":big}),(f"/documents/{d}/edit/import",{"base":big,"version":big,"language":"ru"})):
            r=c.post(p,data=data); print(p,big[:12],r.status_code)
    # multi language weird names
    for f in ({"text.ru.\x00":"x"},{"text..":"x"},{"text.xx.c1":"x"},{"text.ru.c1":"\x00"},{"text.ru.c1":"a\r\nb"},{"pick.ru.c1":"theirs"},{"shown":"a=b c=d ru.c1=zz"},{"op":"set_label:c1","label.ru":"\x07"},{"op":"set_kind:c1","set_kind":"zzz"},{"op":"place_after:c1","moving":"c1"},{"op":"place_after:s1","moving":"zz"},{"op":"delete:zz"},{"op":"add_after:"},{"op":"add_kind:c1","add_kind":"table"},{"op":"divide:c1","text.ru.c1":"a\nb"},{"op":"fill:zz:c1"},{"op":"fill:ru:zz"},{"op":"up:t1"},{"op":"promote:c1"},{"op":"show:ru"},{"op":"discard"},{"op":"newer"},{"op":"import_file"},{"op":"tools:<script>"},{"op":"move:c1"},{"op":"leave"},{"op":"zz:zz"},{"languages":"en,xx"},{"message":"a\nb","op":"save"},{"message":"x"*600,"op":"save","text.ru.c1":"y"}):
        base=stage.seen(d)
        for p in ("edit","edit/autosave"):
            r=c.post(f"/documents/{d}/{p}",data={"base":base,"version":0,**f}); 
            if r.status_code>=500 or (r.location and not r.location.startswith("/documents")): print(p,f,r.status_code,r.location)
